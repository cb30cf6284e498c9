package io.onevisit.licence;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A second reader of tokens that shares no code with the first: jose4j, the JDK, and Bouncy Castle's generic curve. */
final class Peer {
    private Peer() {}

    static String salt(String disclosure) {
        return json("{\"d\":" + utf8(disclosure) + "}").get("d") instanceof List<?> parts
                ? String.valueOf(parts.get(0))
                : "";
    }

    static boolean verifiesEs256(String jwt, String x, String y) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(jwt);
            signature.setKey(PublicJsonWebKey.Factory.newPublicJwk(Map.of("kty", "EC", "crv", "P-256", "x", x, "y", y))
                    .getPublicKey());
            return signature.verifySignature();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean verifiesSm2(String jwt, byte[] x, byte[] y) {
        X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
        ECPublicKeyParameters key = new ECPublicKeyParameters(
                curve.getCurve().createPoint(new BigInteger(1, x), new BigInteger(1, y)),
                new ECDomainParameters(curve));
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(false, new ParametersWithID(key, "1234567812345678".getBytes(StandardCharsets.US_ASCII)));
        int dot = jwt.lastIndexOf('.');
        byte[] input = jwt.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        signer.update(input, 0, input.length);
        return signer.verifySignature(Base64.getUrlDecoder().decode(jwt.substring(dot + 1)));
    }

    /** Every digest in the payload and in the Disclosures, wherever it stands. */
    static List<String> digests(String compact) {
        List<String> parts = Arrays.asList(compact.split("~", -1));
        List<String> digests = new ArrayList<>();
        collect(json(utf8(Arrays.asList(parts.get(0).split("\\.", -1)).get(1))), digests);
        for (String disclosure : parts.subList(1, parts.size() - 1)) {
            collect(json("{\"d\":" + utf8(disclosure) + "}"), digests);
        }
        return digests;
    }

    private static void collect(Object value, List<String> digests) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                if ("_sd".equals(name) && inner instanceof List<?> list) {
                    list.forEach(digest -> digests.add(String.valueOf(digest)));
                } else if ("...".equals(name)) {
                    digests.add(String.valueOf(inner));
                } else {
                    collect(inner, digests);
                }
            });
        }
        if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, digests));
        }
    }

    static String sha256(String text) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sm3(String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        SM3Digest digest = new SM3Digest();
        digest.update(octets, 0, octets.length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return encode(out);
    }

    static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    static String utf8(String base64Url) {
        return new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.UTF_8);
    }

    static Map<String, Object> json(String text) {
        try {
            return JsonUtil.parseJson(text);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
