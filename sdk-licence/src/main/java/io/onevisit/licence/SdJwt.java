package io.onevisit.licence;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compact form of an SD-JWT or SD-JWT+KB, RFC 9901 section 4, taken apart.
 *
 * @param issuerJwt the Issuer-signed JWT
 * @param disclosures the Disclosures, in order
 * @param keyBindingJwt the KB-JWT, or null for an SD-JWT without one
 */
record SdJwt(
        String issuerJwt,
        List<Disclosure> disclosures,
        @Nullable String keyBindingJwt) {
    private static final String FORMAT = "SD-JWT";

    static SdJwt parse(String compact, Limits limits) {
        if (Require.present(compact, "token").length() > limits.tokenOctets()) {
            throw new MalformedMessageException(FORMAT, "must have at most " + limits.tokenOctets() + " octets");
        }
        List<String> parts = Arrays.asList(compact.split("~", -1));
        int last = parts.size() - 1;
        if (last < 1) {
            throw new MalformedMessageException(FORMAT, "must have a tilde after the JWT (RFC 9901 4)");
        }
        if (last - 1 > limits.disclosures()) {
            throw new MalformedMessageException(FORMAT, "must have at most " + limits.disclosures() + " Disclosures");
        }
        List<Disclosure> disclosures = parts.subList(1, last).stream()
                .map(part -> Disclosure.parse(part, limits.tokenOctets()))
                .toList();
        return new SdJwt(parts.get(0), disclosures, parts.get(last).isEmpty() ? null : parts.get(last));
    }

    /** The JWT and the Disclosures, each with its tilde: what {@code sd_hash} is made over. */
    String withoutKeyBinding() {
        StringBuilder compact = new StringBuilder(issuerJwt).append('~');
        disclosures.forEach(disclosure -> compact.append(disclosure.text()).append('~'));
        return compact.toString();
    }

    void requireNoKeyBinding() {
        if (keyBindingJwt != null) {
            throw new MalformedMessageException(FORMAT, "must end with a tilde (RFC 9901 4)");
        }
    }

    @Override
    public String toString() {
        return FORMAT + " with " + disclosures.size() + " Disclosures";
    }
}
