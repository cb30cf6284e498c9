package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.licence.TrustedIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Writes what verifiers trust, in the layout that the offline verifier reads and its guide describes: certificates and
 * revocation lists for seals, issuers of licences, payees.
 */
final class TrustFolder {
    private final Path folder;
    private final Clock clock;

    TrustFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    void writeAnchor(String name, byte[] certificate) throws IOException {
        write("anchors", name + ".pem", pem(certificate));
    }

    void writeIntermediate(String name, byte[] certificate) throws IOException {
        write("intermediates", name + ".pem", pem(certificate));
    }

    /** Whose seals count: a certificate that makes seals, not its authority, which certifies signers too. */
    void writeMaker(String name, byte[] certificate) throws IOException {
        write("makers", name + ".pem", pem(certificate));
    }

    void writeRevocationList(String name, byte[] list) throws IOException {
        write("crls", name + ".crl", list);
    }

    private static byte[] pem(byte[] certificate) {
        return ("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    void writeIssuer(Organisation organisation, List<String> licenceTypes, List<String> seals, List<SigningKey> keys)
            throws IOException {
        ObjectNode issuer = organisation(organisation)
                .put("issued", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        licenceTypes.forEach(issuer.putArray("licenceTypes")::add);
        seals.forEach(issuer.putArray("seals")::add);
        write("issuers", organisation, issuer, keys);
    }

    Collection<TrustedIssuer> issuers() throws IOException {
        List<TrustedIssuer> issuers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("issuers"), "*.json")) {
            for (Path file : files) {
                issuers.add(TrustedIssuer.read(Files.readAllBytes(file)));
            }
        }
        return issuers;
    }

    void writePayee(Organisation organisation, List<SigningKey> keys) throws IOException {
        ObjectNode payee = organisation(organisation);
        payee.putArray("addresses").add(Sandbox.CODE_ADDRESS);
        write("payees", organisation, payee, keys);
    }

    private static ObjectNode organisation(Organisation organisation) {
        return Json.object().put("code", organisation.code()).put("name", organisation.displayName());
    }

    private void write(String kind, Organisation organisation, ObjectNode content, List<SigningKey> keys)
            throws IOException {
        keys.forEach(key -> content.withArray("keys").add(jwk(key)));
        write(kind, organisation.code() + ".json", Json.write(content).toArray());
    }

    private void write(String kind, String file, byte[] content) throws IOException {
        Files.write(Files.createDirectories(folder.resolve(kind)).resolve(file), content);
    }

    private static ObjectNode jwk(SigningKey key) {
        VerificationKey half = key.verificationKey();
        return Json.object()
                .put("kty", "EC")
                .put("crv", half.algorithm().joseCurve())
                .put("alg", half.algorithm().joseName())
                .put("kid", key.keyId())
                .put("x", base64Url(half.x()))
                .put("y", base64Url(half.y()));
    }

    private static String base64Url(Bytes octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }
}
