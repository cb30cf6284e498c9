package io.onevisit.licence;

import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.SignedJwt;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A licence in the hands of its holder (持有的证照): which of the hidden claims are shown, to whom and for what. Nothing in
 * it is verified, so it gives out no value of any claim; verifiers use {@link LicenceVerifier}.
 *
 * <p>Immutable and thread-safe. {@code toString} shows no claim.
 */
public final class LicenceToken {
    private final SdJwt sdJwt;
    private final DisclosedClaims claims;

    private LicenceToken(SdJwt sdJwt) {
        this.sdJwt = sdJwt;
        this.claims = DisclosedClaims.of(
                SignedJwt.parse(sdJwt.issuerJwt(), Limits.DEFAULT.tokenOctets(), LicenceClaims.FORMAT)
                        .claims(),
                sdJwt.disclosures(),
                Limits.DEFAULT.depth());
    }

    /**
     * Reads a licence as issued.
     *
     * @throws io.onevisit.core.MalformedMessageException when it is no SD-JWT, RFC 9901, or is bound to a verifier
     */
    public static LicenceToken parse(String compact) {
        SdJwt sdJwt = SdJwt.parse(compact, Limits.DEFAULT);
        sdJwt.requireNoKeyBinding();
        return new LicenceToken(sdJwt);
    }

    /**
     * What can be shown or left out, as JSON Pointers (RFC 6901): {@code /ZZBH}, {@code /holders/0},
     * {@code /holders/0/CZZT}.
     */
    public Set<String> disclosable() {
        return Set.copyOf(claims.paths().keySet());
    }

    /**
     * The same licence with only these hidden claims shown, and what they lie within.
     *
     * @param pointers some of {@link #disclosable}
     * @throws io.onevisit.core.InvalidValueException for any other pointer
     */
    public LicenceToken present(Set<String> pointers) {
        Map<String, Disclosure> paths = claims.paths();
        Set<Disclosure> shown = new HashSet<>();
        for (String pointer : Require.present(pointers, "pointers")) {
            Require.that(paths.containsKey(pointer), "pointer", "must be of a hidden claim of the licence");
            paths.forEach((path, disclosure) -> {
                if (pointer.equals(path) || pointer.startsWith(path + "/")) {
                    shown.add(disclosure);
                }
            });
        }
        List<Disclosure> kept =
                sdJwt.disclosures().stream().filter(shown::contains).toList();
        return new LicenceToken(new SdJwt(sdJwt.issuerJwt(), kept, null));
    }

    /**
     * Binds what is shown to one occasion, by the holder's signature; RFC 9901 section 4.3.
     *
     * @param holder the key that the licence was issued for
     * @param occasion to whom, with which nonce and for what it is shown
     * @param clock tells when
     * @return the presentation, SD-JWT+KB
     * @throws io.onevisit.core.InvalidValueException when the licence was not issued for this key
     */
    public String bind(SigningKey holder, Occasion occasion, Clock clock) {
        KeyBinding binding = new KeyBinding(Require.present(occasion, "occasion"));
        Require.present(holder, "holder key");
        Require.that(
                Objects.equals(LicenceClaims.read(claims).holderKey(), holder.verificationKey()),
                "holder key",
                "must be the one the licence was issued for");
        return compact() + binding.sign(holder, claims.hash().digest(compact()), clock.instant());
    }

    /** The SD-JWT: what to hand over. Full of personal data. */
    public String compact() {
        return sdJwt.withoutKeyBinding();
    }

    @Override
    public String toString() {
        return "licence token with " + claims.disclosed().size() + " claims shown";
    }
}
