package io.onevisit.core.internal.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A JSON Web Token in JWS compact form (RFC 7519, RFC 7515 section 7.1). Parsed is not verified: ask {@link #verify}.
 *
 * <p>Stricter than the RFC: the algorithm is SM2 or ES256, no header carries a key, says where to fetch one or has an
 * extension, and every part is spelt in the one way that base64url and I-JSON have for it. {@code kid} is a hint, and the
 * digests of a certificate, {@code x5t} and {@code x5t#S256}, are passed over.
 */
public final class SignedJwt {
    private static final int MAX_HEADER_OCTETS = 8 * 1024;
    private static final int SIGNATURE_OCTETS = 64;
    private static final List<String> REFUSED_HEADERS = List.of("crit", "b64", "jwk", "jku", "x5u", "x5c");

    private final Members header;
    private final ObjectNode claims;
    private final byte[] signed;
    private final byte[] signature;

    private SignedJwt(Members header, ObjectNode claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /**
     * Signs {@code claims}. The header has the algorithm and id of the key, and the type.
     *
     * @param type the value of {@code typ}
     */
    public static String sign(SigningKey key, String type, ObjectNode claims) {
        ObjectNode header = StrictJson.object()
                .put("kid", key.keyId())
                .put("typ", type)
                .put("alg", key.algorithm().joseName());
        String signed = Base64Url.encode(StrictJson.write(header)) + "." + Base64Url.encode(StrictJson.write(claims));
        return signed + "." + Base64Url.encode(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Reads a token.
     *
     * @param maxOctets how long the text may be
     * @param format what the token is, for errors
     * @throws MalformedMessageException when it is not what this class accepts
     */
    public static SignedJwt parse(String text, int maxOctets, String format) {
        if (text.length() > maxOctets) {
            throw new MalformedMessageException(format, "must have at most " + maxOctets + " octets");
        }
        List<String> parts = Arrays.asList(text.split("\\.", -1));
        if (parts.size() != 3) {
            throw new MalformedMessageException(format, "must have three parts");
        }
        Members header = header(Base64Url.decode(parts.get(0), format), format);
        ObjectNode claims = StrictJson.readObject(Base64Url.decode(parts.get(1), format), maxOctets, format);
        byte[] signature = Base64Url.decode(parts.get(2), format);
        if (signature.length != SIGNATURE_OCTETS) {
            throw new MalformedMessageException(format, "must have a signature of 64 octets");
        }
        String signed = text.substring(0, text.lastIndexOf('.'));
        return new SignedJwt(header, claims, signed.getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static Members header(byte[] octets, String format) {
        Members header = new Members(StrictJson.readObject(octets, MAX_HEADER_OCTETS, format), format);
        String algorithm = header.text("alg");
        if (Arrays.stream(SignatureAlgorithm.values())
                .noneMatch(known -> known.joseName().equals(algorithm))) {
            throw new MalformedMessageException(format, "must be signed with SM2 or ES256");
        }
        for (String name : REFUSED_HEADERS) {
            if (header.object().has(name)) {
                throw new MalformedMessageException(format, "must not have the header " + name);
            }
        }
        header.optionalText("typ");
        header.optionalText("kid");
        return header;
    }

    /** The header {@code typ}, or empty when there is none. */
    public String type() {
        return header.optionalText("typ").orElse("");
    }

    /** The header {@code kid}, or empty when there is none. Only a hint: anybody can write it. */
    public String keyId() {
        return header.optionalText("kid").orElse("");
    }

    /** The claim {@code iss}, or empty when it is missing or no text. */
    public String issuer() {
        JsonNode issuer = claims.path("iss");
        return issuer.isTextual() ? issuer.textValue() : "";
    }

    /** A copy of the payload. */
    public ObjectNode claims() {
        return claims.deepCopy();
    }

    /** PASSED when the signature is by {@code key} with the key's own algorithm; else FAILED. */
    public Verdict verify(VerificationKey key) {
        return key.algorithm().joseName().equals(header.text("alg")) ? key.verify(signed, signature) : Verdict.FAILED;
    }
}
