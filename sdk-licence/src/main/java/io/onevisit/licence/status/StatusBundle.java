package io.onevisit.licence.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Status lists in one file (状态列表离线包), for counters without a network. The file is a container and no more: each list
 * stays signed by its issuer, and a verifier that reads the file believes nothing but these signatures. It is a JSON
 * object with {@code format}, {@code version} and {@code lists}, an array of status list tokens; at most 32 MiB and 1024
 * lists, each address once. Immutable and thread-safe.
 */
public final class StatusBundle implements StatusSource {
    private static final String FORMAT = "status bundle";
    private static final String NAME = "onevisit-status-bundle";
    private static final int VERSION = 1;
    private static final int MAX_OCTETS = 32 * 1024 * 1024;
    private static final int MAX_LISTS = 1024;

    private final Map<String, Entry> lists;

    /** A token, and when it says that it was signed. */
    private record Entry(String token, Instant issued) {}

    private StatusBundle(Map<String, Entry> lists) {
        this.lists = lists;
    }

    /**
     * A bundle of these tokens, each found by the address that it says it is for; verified by nobody yet.
     *
     * @throws MalformedMessageException when one is no status list token, two are for one address, or they are too many
     */
    public static StatusBundle of(Collection<String> tokens) {
        if (Require.present(tokens, "tokens").size() > MAX_LISTS) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_LISTS + " lists");
        }
        Map<String, Entry> lists = new TreeMap<>();
        for (String token : tokens) {
            Members claims =
                    new Members(SignedJwt.parse(token, MAX_OCTETS, FORMAT).claims(), FORMAT);
            Entry entry = new Entry(token, claims.numericDate("iat"));
            if (lists.put(address(claims), entry) != null) {
                throw new MalformedMessageException(FORMAT, "has two lists for one address");
            }
        }
        return new StatusBundle(lists);
    }

    private static String address(Members claims) {
        try {
            return new StatusReference(claims.text("sub"), 0).uri();
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "has a list without an address");
        }
    }

    /**
     * Collects what a counter will need, and verifies each list.
     *
     * @param source where the lists are; a {@link StatusCache} passes these questions on
     * @param requests which lists, of whom; of one list there may be several
     * @return with the bundle when every list is there and verified; else the checks tell which are not
     */
    public static Report<StatusBundle> collect(StatusSource source, Collection<StatusListRequest> requests) {
        Checks checks = new Checks();
        Map<String, String> tokens = new TreeMap<>();
        Require.present(requests, "requests")
                .forEach(request ->
                        verified(checks, source, request).ifPresent(token -> tokens.put(request.uri(), token)));
        return checks.report(checks.passing() ? of(tokens.values()) : null);
    }

    private static Optional<String> verified(Checks checks, StatusSource source, StatusListRequest request) {
        Optional<String> token = source.statusList(request.uri());
        Checks ofOne = new Checks();
        ofOne.that(StatusRules.LIST, token.isPresent());
        token.ifPresent(present ->
                ofOne.addAll("", StatusListToken.verify(present, request).checks()));
        checks.addAll(request.uri(), ofOne.report(null).checks());
        return token;
    }

    /**
     * Reads a bundle; verifies nothing.
     *
     * @throws MalformedMessageException when it is none, or too large
     */
    public static StatusBundle read(byte[] octets) {
        ObjectNode object = StrictJson.readObject(Require.present(octets, FORMAT), MAX_OCTETS, FORMAT);
        Members members = new Members(object, FORMAT);
        if (object.size() != 3 || !members.text("format").equals(NAME)) {
            throw new MalformedMessageException(FORMAT, "must have format, version and lists");
        }
        members.integer("version", VERSION, VERSION);
        return of(members.texts("lists"));
    }

    /**
     * The file.
     *
     * @throws InvalidValueException when it would be larger than 32 MiB
     */
    public byte[] write() {
        ObjectNode object = StrictJson.object().put("format", NAME).put("version", VERSION);
        ArrayNode tokens = object.putArray("lists");
        lists.values().forEach(entry -> tokens.add(entry.token()));
        byte[] octets = StrictJson.write(object);
        Require.that(octets.length <= MAX_OCTETS, FORMAT, "must have at most " + MAX_OCTETS + " octets");
        return octets;
    }

    /** The addresses of the lists, and when each says that it was signed; nobody has verified that here. */
    public Map<String, Instant> issued() {
        return lists.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().issued()));
    }

    @Override
    public Optional<String> statusList(String uri) {
        return Optional.ofNullable(lists.get(uri)).map(Entry::token);
    }

    @Override
    public String toString() {
        return "status bundle of " + lists.size() + " lists";
    }
}
