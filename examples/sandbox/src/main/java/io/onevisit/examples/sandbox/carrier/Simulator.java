package io.onevisit.examples.sandbox.carrier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One carrier's side: its own reading of its own signatures, sharing nothing with the library's. Thread-safe. */
public abstract class Simulator {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Parcel> parcels = new LinkedHashMap<>();
    private final Set<CarrierFault> faults = EnumSet.noneOf(CarrierFault.class);
    private long lastNumber = 1_100_000_000_000L;
    private int refusedSignatures;
    private int requests;

    Simulator() {}

    /** Switches a fault on until {@link #heal}. */
    public final synchronized void suffer(CarrierFault fault) {
        faults.add(fault);
    }

    /** Switches all faults off. */
    public final synchronized void heal() {
        faults.clear();
    }

    final synchronized boolean suffers(CarrierFault fault) {
        return faults.contains(fault);
    }

    /** The order numbers of all parcels, in the order in which they were taken. */
    public final synchronized List<String> parcels() {
        return parcels.values().stream().map(Parcel::orderNumber).toList();
    }

    /** The order as the carrier understood it, in its own words. */
    public final synchronized String order(String orderNumber) {
        return text(parcel(orderNumber).order());
    }

    /** How many requests came. */
    public final synchronized int requests() {
        return requests;
    }

    /** How many requests came with a wrong signature. */
    public final synchronized int refusedSignatures() {
        return refusedSignatures;
    }

    /** Scans a parcel, which is then on its way: the carrier's code, its time without a zone, a sentence. */
    public final synchronized void scan(String orderNumber, String code, String time, String text) {
        parcel(orderNumber).scan(new Parcel.Scan(code, time, text));
    }

    /** What the carrier pushes about all scans of a parcel: the body of a POST, signed. */
    public abstract String push(String orderNumber);

    /** Answers a form. */
    abstract String answer(Map<String, String> form);

    final synchronized String answered(Map<String, String> form) {
        requests++;
        return answer(form);
    }

    final String badSignature(String answer) {
        refusedSignatures++;
        return answer;
    }

    final Parcel parcel(String orderNumber) {
        return parcels.values().stream()
                .filter(parcel -> parcel.orderNumber().equals(orderNumber))
                .findFirst()
                .orElseThrow();
    }

    /** The parcel of this order number, which is made unless it is there. */
    final Parcel take(String orderNumber, ObjectNode order) {
        return parcels.computeIfAbsent(orderNumber, number -> new Parcel(number, waybillNumber(++lastNumber), order));
    }

    final boolean knows(String orderNumber) {
        return parcels.containsKey(orderNumber);
    }

    final List<Parcel> byWaybill(String waybillNumber) {
        return parcels.values().stream()
                .filter(parcel -> parcel.waybillNumber().equals(waybillNumber))
                .toList();
    }

    String waybillNumber(long number) {
        return Long.toString(number);
    }

    /** Where the carrier says that a label is. */
    final String labelAddress(URI labels, String waybillNumber) {
        return suffers(CarrierFault.FOREIGN_LABEL)
                ? "http://169.254.169.254:" + labels.getPort() + "/latest/meta-data/" + waybillNumber
                : labels + "/" + waybillNumber;
    }

    /** A waybill number as the carrier writes it. */
    final JsonNode id(String text) {
        return suffers(CarrierFault.NUMBER_AS_ID)
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text.replaceAll("[^0-9]", "")))
                : JsonNodeFactory.instance.textNode(text);
    }

    /** A text that the carrier may leave out. */
    final String empty(String text) {
        return suffers(CarrierFault.EMPTY_MEMBERS) ? "" : text;
    }

    final String orderIn(String orderNumber) {
        return suffers(CarrierFault.OTHER_ORDER) ? "D-20990101-9999" : orderNumber;
    }

    /** JSON in a text, as carriers send it. */
    final String result(JsonNode result) {
        if (suffers(CarrierFault.EMPTY_RESULT)) {
            return "";
        }
        return suffers(CarrierFault.NULL_RESULT) ? "null" : text(result);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String text(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is read without a wish to be strict: the texts of a form. */
    static Map<String, String> form(String body) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
