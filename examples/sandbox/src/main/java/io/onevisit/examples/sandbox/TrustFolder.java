package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.licence.TrustedIssuer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Writes what verifiers trust, in the layout that the offline verifier reads: {@code anchors/*.pem} roots of seal
 * certificates, {@code issuers/CODE.json} who may issue which licence types with which keys, {@code payees/CODE.json}
 * whose payment codes count.
 */
final class TrustFolder {
    private final Path folder;

    TrustFolder(Path folder) {
        this.folder = folder;
    }

    Path anchors() {
        return folder.resolve("anchors");
    }

    void writeIssuer(Organisation organisation, List<String> licenceTypes, List<SigningKey> keys) throws IOException {
        ObjectNode issuer = organisation(organisation);
        licenceTypes.forEach(issuer.putArray("licenceTypes")::add);
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
        write("payees", organisation, organisation(organisation), keys);
    }

    private static ObjectNode organisation(Organisation organisation) {
        return Json.object().put("code", organisation.code()).put("name", organisation.displayName());
    }

    private void write(String kind, Organisation organisation, ObjectNode content, List<SigningKey> keys)
            throws IOException {
        keys.forEach(key -> content.withArray("keys").add(jwk(key)));
        Path parent = Files.createDirectories(folder.resolve(kind));
        Files.write(
                parent.resolve(organisation.code() + ".json"),
                Json.write(content).toArray());
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
