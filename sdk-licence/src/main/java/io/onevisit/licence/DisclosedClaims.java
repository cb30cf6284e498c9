package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts Disclosures back where their digests are, RFC 9901 section 7.1 steps 3 to 5.
 *
 * @param payload the processed payload: no digest is left in it
 * @param disclosed every Disclosure with the place of what it discloses
 * @param incomplete the arrays of which an element stayed hidden, or may have: a decoy looks the same
 * @param hash how the digests are made
 */
record DisclosedClaims(ObjectNode payload, List<Disclosed> disclosed, Set<Place> incomplete, DisclosureHash hash) {
    private static final String DIGESTS = "_sd";
    private static final String ELEMENT_DIGEST = "...";
    private static final Set<String> RESERVED = Set.of(DIGESTS, ELEMENT_DIGEST, DisclosureHash.CLAIM);

    /**
     * Processes a payload. Works on a copy.
     *
     * @throws MalformedMessageException naming the step by which the SD-JWT must be rejected
     */
    static DisclosedClaims of(ObjectNode payload, List<Disclosure> disclosures, int maxDepth) {
        DisclosureHash hash = DisclosureHash.of(payload);
        ObjectNode copy = payload.deepCopy();
        copy.remove(DisclosureHash.CLAIM);
        Processing processing = new Processing(maxDepth);
        for (Disclosure disclosure : disclosures) {
            if (processing.unused.put(hash.digest(disclosure.text()), disclosure) != null) {
                throw rejected("the same Disclosure twice (7.1 step 4)");
            }
        }
        ObjectNode processed = processing.object(copy, Place.ROOT, 1);
        if (!processing.unused.isEmpty()) {
            throw rejected("a Disclosure that no digest refers to (7.1 step 5)");
        }
        return new DisclosedClaims(
                processed, List.copyOf(processing.disclosed), Set.copyOf(processing.incomplete), hash);
    }

    /** Every Disclosure by the JSON Pointer (RFC 6901) of what it discloses; array indexes count the hidden elements too. */
    Map<String, Disclosure> paths() {
        Map<String, Disclosure> paths = new LinkedHashMap<>();
        disclosed.forEach(each -> paths.put(each.place().pointer(), each.disclosure()));
        return paths;
    }

    /** True when an element of the array that is this claim stayed hidden, or may have. */
    boolean hidesElementsOf(String claim) {
        return incomplete.contains(Place.ROOT.of(claim));
    }

    @Override
    public String toString() {
        return "claims with " + disclosed.size() + " disclosed";
    }

    /** A Disclosure and where what it discloses stands. */
    record Disclosed(Place place, Disclosure disclosure) {}

    /**
     * Where a value stands. It costs the same at any depth; only {@link #pointer} grows.
     *
     * @param within the place of the object or array around it, or null for the payload itself
     * @param token the member's name or the element's index
     */
    record Place(@Nullable Place within, String token) {
        static final Place ROOT = new Place(null, "");

        Place of(String name) {
            return new Place(this, name);
        }

        String pointer() {
            return within == null
                    ? ""
                    : within.pointer() + "/" + token.replace("~", "~0").replace("/", "~1");
        }
    }

    private static MalformedMessageException rejected(String why) {
        return new MalformedMessageException("SD-JWT", why);
    }

    /** One run over one payload. */
    private static final class Processing {
        private final int maxDepth;
        private final Map<String, Disclosure> unused = new HashMap<>();
        private final Set<String> seenDigests = new HashSet<>();
        private final List<Disclosed> disclosed = new ArrayList<>();
        private final Set<Place> incomplete = new HashSet<>();

        Processing(int maxDepth) {
            this.maxDepth = maxDepth;
        }

        private JsonNode value(JsonNode value, Place place, int depth) {
            if (depth > maxDepth) {
                throw rejected("nests deeper than " + maxDepth);
            }
            if (value instanceof ObjectNode object) {
                return object(object, place, depth);
            }
            return value instanceof ArrayNode array ? array(array, place, depth) : value;
        }

        private ObjectNode object(ObjectNode object, Place place, int depth) {
            if (object.has(ELEMENT_DIGEST) || object.has(DisclosureHash.CLAIM)) {
                throw rejected("a reserved name where it must not be (4.1)");
            }
            JsonNode digests = object.remove(DIGESTS);
            for (String name : names(object)) {
                object.set(name, value(object.get(name), place.of(name), depth + 1));
            }
            if (digests != null) {
                for (String digest : digests(digests)) {
                    disclose(object, take(digest), place, depth);
                }
            }
            return object;
        }

        private void disclose(ObjectNode object, @Nullable Disclosure disclosure, Place place, int depth) {
            if (disclosure == null) {
                return;
            }
            String name = disclosure.name();
            if (name == null) {
                throw rejected("a member's Disclosure without a name (7.1 step 3.c.ii.1)");
            }
            if (RESERVED.contains(name)) {
                throw rejected("a Disclosure of a reserved name (7.1 step 3.c.ii.2)");
            }
            if (object.has(name)) {
                throw rejected("a Disclosure of a name that is there already (7.1 step 3.c.ii.3)");
            }
            Place inner = place.of(name);
            disclosed.add(new Disclosed(inner, disclosure));
            object.set(name, value(disclosure.value().deepCopy(), inner, depth + 1));
        }

        private ArrayNode array(ArrayNode array, Place place, int depth) {
            ArrayNode shown = array.arrayNode();
            for (int index = 0; index < array.size(); index++) {
                JsonNode element = array.get(index);
                Place inner = place.of(Integer.toString(index));
                if (!element.has(ELEMENT_DIGEST)) {
                    shown.add(value(element, inner, depth + 1));
                    continue;
                }
                Disclosure disclosure = take(elementDigest(element));
                if (disclosure == null) {
                    incomplete.add(place);
                } else {
                    shown.add(element(disclosure, inner, depth));
                }
            }
            return shown;
        }

        private JsonNode element(Disclosure disclosure, Place place, int depth) {
            if (disclosure.name() != null) {
                throw rejected("an element's Disclosure with a name (7.1 step 3.c.iii.1)");
            }
            disclosed.add(new Disclosed(place, disclosure));
            return value(disclosure.value().deepCopy(), place, depth + 1);
        }

        private @Nullable Disclosure take(String digest) {
            if (!seenDigests.add(digest)) {
                throw rejected("the same digest twice (7.1 step 4)");
            }
            return unused.remove(digest);
        }

        private static List<String> digests(JsonNode digests) {
            List<String> texts = new ArrayList<>();
            digests.forEach(digest -> texts.add(digestText(digest)));
            if (!digests.isArray()) {
                throw rejected("_sd must be an array of texts (4.2.4.1)");
            }
            return texts;
        }

        private static String elementDigest(JsonNode element) {
            if (element.size() != 1) {
                throw rejected("an element's digest with other members beside it (4.2.4.2)");
            }
            return digestText(element.get(ELEMENT_DIGEST));
        }

        private static String digestText(JsonNode digest) {
            if (!digest.isTextual()) {
                throw rejected("a digest must be a text (4.2.4)");
            }
            return digest.textValue();
        }

        private static List<String> names(ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            return names;
        }
    }
}
