package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.core.internal.json.StrictJson;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Hides claims behind salted digests, RFC 9901 section 5. For one token, on one thread. */
final class Concealment {
    private static final int DECOY_OCTETS = 32;

    private final DisclosureHash hash;
    private final SecureRandom random;
    private final int multiple;
    private final List<Disclosure> disclosures = new ArrayList<>();

    /**
     * A concealment.
     *
     * @param multiple the digests of an object or array are filled up with decoys to a multiple of this
     */
    Concealment(DisclosureHash hash, SecureRandom random, int multiple) {
        this.hash = hash;
        this.random = random;
        this.multiple = multiple;
    }

    /**
     * {@code object} with members hidden; digests sorted, so that the order tells nothing.
     *
     * @param names the members to hide where they are there
     * @param covered more of them; where they are not there stands a decoy
     */
    ObjectNode members(ObjectNode object, Set<String> names, Set<String> covered) {
        ObjectNode open = object.deepCopy();
        Set<String> digests = new TreeSet<>();
        for (String name : names) {
            JsonNode value = open.remove(name);
            if (value != null) {
                digests.add(keep(Disclosure.ofMember(name, value, random)));
            }
        }
        for (String name : covered) {
            JsonNode value = open.remove(name);
            digests.add(value == null ? decoy() : keep(Disclosure.ofMember(name, value, random)));
        }
        while (digests.size() % multiple != 0) {
            digests.add(decoy());
        }
        if (!digests.isEmpty()) {
            ArrayNode array = open.putArray("_sd");
            digests.forEach(array::add);
        }
        return open;
    }

    /** An array of {@code elements}, each hidden, in their order; decoys stand anywhere between them. */
    ArrayNode elements(List<ObjectNode> elements) {
        List<Boolean> genuine = new ArrayList<>(Collections.nCopies(elements.size(), true));
        while (genuine.size() % multiple != 0) {
            genuine.add(false);
        }
        Collections.shuffle(genuine, random);
        Iterator<ObjectNode> rest = elements.iterator();
        ArrayNode array = StrictJson.object().arrayNode();
        for (boolean isGenuine : genuine) {
            String digest = isGenuine ? keep(Disclosure.ofElement(rest.next(), random)) : decoy();
            array.addObject().put("...", digest);
        }
        return array;
    }

    private String keep(Disclosure disclosure) {
        disclosures.add(disclosure);
        return hash.digest(disclosure.text());
    }

    /** A digest of nothing that anybody could disclose, section 4.2.5. */
    private String decoy() {
        byte[] octets = new byte[DECOY_OCTETS];
        random.nextBytes(octets);
        return hash.digest(Base64Url.encode(octets));
    }

    /** Everything hidden so far. */
    List<Disclosure> disclosures() {
        return List.copyOf(disclosures);
    }
}
