package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.internal.json.StrictJson;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Hides claims behind salted digests, RFC 9901 section 5. For one token, on one thread. */
final class Concealment {
    private final DisclosureHash hash;
    private final SecureRandom random;
    private final List<Disclosure> disclosures = new ArrayList<>();

    Concealment(DisclosureHash hash, SecureRandom random) {
        this.hash = hash;
        this.random = random;
    }

    /** {@code object} with the members called {@code names} hidden; digests sorted, so that the order tells nothing. */
    ObjectNode members(ObjectNode object, Set<String> names) {
        ObjectNode open = object.deepCopy();
        Set<String> digests = new TreeSet<>();
        for (String name : names) {
            JsonNode value = open.remove(name);
            if (value != null) {
                digests.add(keep(Disclosure.ofMember(name, value, random)));
            }
        }
        if (!digests.isEmpty()) {
            ArrayNode array = open.putArray("_sd");
            digests.forEach(array::add);
        }
        return open;
    }

    /** An array of {@code elements}, each hidden. */
    ArrayNode elements(List<ObjectNode> elements) {
        ArrayNode array = StrictJson.object().arrayNode();
        elements.forEach(element -> array.addObject().put("...", keep(Disclosure.ofElement(element, random))));
        return array;
    }

    private String keep(Disclosure disclosure) {
        disclosures.add(disclosure);
        return hash.digest(disclosure.text());
    }

    /** Everything hidden so far. */
    List<Disclosure> disclosures() {
        return List.copyOf(disclosures);
    }
}
