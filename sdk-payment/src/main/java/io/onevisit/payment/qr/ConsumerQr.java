package io.onevisit.payment.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An EMV consumer-presented code (EMV 付款人展示码), EMV QRCPS Consumer-Presented Mode: what a payer's phone shows to a reader.
 * It may hold a card number or a token and the card's track; {@code toString} shows none of it. Immutable and thread-safe.
 */
public final class ConsumerQr {
    private static final int MAX_OCTETS = 512;
    private static final int MAX_CHARACTERS = (MAX_OCTETS + 2) / 3 * 4;
    private static final Bytes CPV01 = Bytes.of("CPV01".getBytes(StandardCharsets.US_ASCII));
    private static final String APPLICATION = "61";
    private static final String COMMON = "62";
    private static final String ADF_NAME = "4F";
    private static final Map<String, String> TRANSPARENT_OF = Map.of(APPLICATION, "63", COMMON, "64");

    /** Least and most octets of the data objects that EMV Books 1 and 3 and the specification define for templates 61, 62. */
    private static final Map<String, int[]> BOUNDS = Map.ofEntries(
            Map.entry(ADF_NAME, new int[] {5, 16}),
            Map.entry("50", new int[] {1, 16}), // application label
            Map.entry("57", new int[] {1, 19}), // track 2 equivalent data
            Map.entry("5A", new int[] {1, 10}), // primary account number
            Map.entry("5F20", new int[] {2, 26}), // cardholder name
            Map.entry("5F2D", new int[] {2, 8}), // language preference
            Map.entry("9F08", new int[] {2, 2}), // application version number
            Map.entry("9F19", new int[] {6, 6}), // token requestor ID
            Map.entry("9F24", new int[] {29, 29}), // payment account reference
            Map.entry("9F25", new int[] {2, 2})); // last four digits of the primary account number

    private final String text;
    private final List<List<BerTlv>> applications;
    private final List<BerTlv> common;

    private ConsumerQr(String text, List<List<BerTlv>> applications, List<BerTlv> common) {
        this.text = text;
        this.applications = applications;
        this.common = common;
    }

    /**
     * Reads the text of a code and makes every check that can be made.
     *
     * @param text Base64 of at most 512 octets
     */
    public static Report<ConsumerQr> read(String text) {
        PlacedChecks checks = new PlacedChecks();
        Bytes octets = decode(Require.present(text, "text"));
        if (!checks.that(ConsumerRules.BASE64, octets.length() > 0, "")) {
            return checks.report(null);
        }
        List<BerTlv> root = BerReader.read(octets, 0, "", checks);
        checkRoot(root, checks);
        int at = 0;
        List<List<BerTlv>> applications = new ArrayList<>();
        List<BerTlv> common = List.of();
        for (BerTlv template : root) {
            if (TRANSPARENT_OF.containsKey(template.tag())) {
                List<BerTlv> parts = readTemplate(template, at + BerReader.headOctets(template), checks);
                if (template.tag().equals(APPLICATION)) {
                    applications.add(parts);
                } else {
                    common = parts;
                }
            }
            at += BerReader.headOctets(template) + template.value().length();
        }
        return checks.report(new ConsumerQr(text, List.copyOf(applications), common));
    }

    /** Nothing for what is no Base64, is not in its one form, or is beyond its bound. */
    private static Bytes decode(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Bytes.empty();
        }
        try {
            byte[] octets = Base64.getDecoder().decode(text);
            boolean canonical = Base64.getEncoder().encodeToString(octets).equals(text);
            return canonical && octets.length <= MAX_OCTETS ? Bytes.of(octets) : Bytes.empty();
        } catch (IllegalArgumentException e) {
            return Bytes.empty();
        }
    }

    private static void checkRoot(List<BerTlv> root, PlacedChecks checks) {
        checks.that(
                ConsumerRules.FORMAT,
                !root.isEmpty()
                        && root.get(0).tag().equals("85")
                        && root.get(0).value().equals(CPV01),
                "85");
        List<String> templates = root.stream().skip(1).map(BerTlv::tag).toList();
        boolean ordered = templates.equals(List.of(APPLICATION))
                || templates.equals(List.of(APPLICATION, APPLICATION))
                || templates.equals(List.of(APPLICATION, APPLICATION, COMMON));
        checks.that(ConsumerRules.ORDER, ordered, "");
    }

    private static List<BerTlv> readTemplate(BerTlv template, int start, PlacedChecks checks) {
        String tag = template.tag();
        List<BerTlv> parts = BerReader.read(template.value(), start, tag, checks);
        Set<String> seen = new HashSet<>();
        for (BerTlv part : parts) {
            String where = tag + "/" + part.tag();
            if (!seen.add(part.tag())) {
                checks.that(ConsumerRules.ONCE, false, where);
            }
            if (TRANSPARENT_OF.containsValue(part.tag())) {
                checks.that(ConsumerRules.TRANSPARENT, part.tag().equals(TRANSPARENT_OF.get(tag)), where);
            }
            int[] bounds = BOUNDS.get(part.tag());
            if (bounds != null) {
                int length = part.value().length();
                checks.that(ConsumerRules.BOUNDS, length >= bounds[0] && length <= bounds[1], where);
            }
        }
        if (tag.equals(APPLICATION)) {
            checks.that(ConsumerRules.ADF_NAME, seen.contains(ADF_NAME), tag);
        }
        return List.copyOf(parts);
    }

    /** The text, as it was read. */
    public String text() {
        return text;
    }

    /** The data objects of each application template (应用模板, 61), the payer's first choice first; one or two. */
    public List<List<BerTlv>> applications() {
        return applications;
    }

    /** The data objects that two applications share (62); empty for one application. */
    public List<BerTlv> common() {
        return common;
    }

    @Override
    public String toString() {
        return "EMV consumer-presented code of " + applications.size() + " applications";
    }
}
