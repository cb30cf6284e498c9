package io.onevisit.examples.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.payment.qr.TrustedPayee;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, read from files (信任目录). Every part may be missing; what is missing is not trusted.
 *
 * <ul>
 *   <li>{@code anchors/*.pem}: root certificates for seals
 *   <li>{@code intermediates/*.pem}: certificates of authorities between those and a signer
 *   <li>{@code crls/*.crl}: revocation lists in DER; without any, revocation is not checked, and the report notes so
 *   <li>{@code issuers/*.json}: who may issue licences; see {@link TrustedIssuer#read}, and {@code seals}, an array of the
 *       identifiers of the issuer's seals
 *   <li>{@code payees/*.json}: whose payment codes count; see {@link TrustedPayee#read}
 * </ul>
 *
 * @param anchors the roots
 * @param intermediates other certificates that may help
 * @param revocation what is known to be revoked
 * @param issuers whose licences are believed
 * @param sealIds the seals of each issuer, by its code
 * @param payees whose payment codes are believed
 */
public record TrustFolder(
        TrustAnchors anchors,
        List<Certificate> intermediates,
        RevocationSource revocation,
        TrustedIssuers issuers,
        Map<String, Set<String>> sealIds,
        Collection<TrustedPayee> payees) {

    /**
     * Reads a folder.
     *
     * @param folder the folder, or null for trust in nobody
     * @throws io.onevisit.core.MalformedMessageException when a file in it is not of its form
     */
    public static TrustFolder read(@Nullable Path folder) throws IOException {
        List<byte[]> crls = files(folder, "crls", "*.crl");
        List<TrustedIssuer> issuers = new ArrayList<>();
        Map<String, Set<String>> sealIds = new HashMap<>();
        for (byte[] file : files(folder, "issuers", "*.json")) {
            TrustedIssuer issuer = TrustedIssuer.read(file);
            issuers.add(issuer);
            sealIds.put(issuer.code(), seals(file));
        }
        return new TrustFolder(
                TrustAnchors.of(certificates(folder, "anchors")),
                certificates(folder, "intermediates"),
                crls.isEmpty() ? RevocationSource.none() : RevocationSource.ofCrls(crls),
                new TrustedIssuers(issuers),
                Map.copyOf(sealIds),
                files(folder, "payees", "*.json").stream()
                        .map(TrustedPayee::read)
                        .toList());
    }

    private static Set<String> seals(byte[] issuer) throws IOException {
        Set<String> seals = new HashSet<>();
        JsonNode file = new JsonMapper().readTree(issuer);
        file.path("seals").forEach(seal -> seals.add(seal.asText()));
        return Set.copyOf(seals);
    }

    private static List<Certificate> certificates(@Nullable Path folder, String name) throws IOException {
        List<Certificate> certificates = new ArrayList<>();
        for (byte[] file : files(folder, name, "*.pem")) {
            certificates.addAll(Certificate.readPem(new String(file, StandardCharsets.US_ASCII)));
        }
        return List.copyOf(certificates);
    }

    private static List<byte[]> files(@Nullable Path folder, String name, String pattern) throws IOException {
        List<byte[]> files = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder.resolve(name))) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.resolve(name), pattern)) {
                for (Path file : found) {
                    files.add(Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
