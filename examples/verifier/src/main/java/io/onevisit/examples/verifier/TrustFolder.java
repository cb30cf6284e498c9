package io.onevisit.examples.verifier;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.payment.qr.TrustedPayee;
import io.onevisit.seal.SealVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, read from files (信任目录). Every part may be missing; what is missing is not trusted.
 *
 * <ul>
 *   <li>{@code anchors/*.pem}: root certificates for signers of seals
 *   <li>{@code intermediates/*.pem}: certificates of authorities between those and a signer
 *   <li>{@code makers/*.pem}: certificates of those who make seals, or of authorities that certify nobody else
 *   <li>{@code crls/*.crl}: revocation lists in DER; without any, revocation is not checked, and the report notes so
 *   <li>{@code issuers/*.json}: who may issue licences; see {@link TrustedIssuer#read}, and {@code seals}, an array of the
 *       identifiers of the issuer's seals
 *   <li>{@code payees/*.json}: whose payment codes count; see {@link TrustedPayee#read}
 * </ul>
 *
 * @param anchors the roots
 * @param makers who may make seals
 * @param intermediates other certificates that may help
 * @param revocation what is known to be revoked
 * @param issuers whose licences are believed
 * @param sealIds the seals of each issuer, by its code
 * @param payees whose payment codes are believed
 */
public record TrustFolder(
        TrustAnchors anchors,
        TrustAnchors makers,
        List<Certificate> intermediates,
        RevocationSource revocation,
        TrustedIssuers issuers,
        Map<String, Set<String>> sealIds,
        Collection<TrustedPayee> payees) {

    /**
     * Reads a folder.
     *
     * @param folder the folder, or null for trust in nobody
     * @throws MalformedMessageException when a file in it is not of its form; names the file
     * @throws IOException when there is no such folder, or a file may not be read
     */
    public static TrustFolder read(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        List<Issuer> issuers = all(folder, "issuers", "*.json", Issuer::read);
        return new TrustFolder(
                TrustAnchors.of(certificates(folder, "anchors")),
                TrustAnchors.of(certificates(folder, "makers")),
                certificates(folder, "intermediates"),
                revocation(all(folder, "crls", "*.crl", TrustFolder::revocationList)),
                new TrustedIssuers(issuers.stream().map(Issuer::issuer).toList()),
                issuers.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> entry.issuer().code(), Issuer::seals)),
                all(folder, "payees", "*.json", TrustedPayee::read));
    }

    /** The policy for seals under this trust, by {@code clock}. */
    public SealVerifier seals(Clock clock) {
        return new SealVerifier(anchors, intermediates, revocation, clock).withMakerAnchors(makers);
    }

    /** An issuer and the identifiers of its seals. */
    private record Issuer(TrustedIssuer issuer, Set<String> seals) {
        static Issuer read(byte[] json) {
            TrustedIssuer issuer = TrustedIssuer.read(json);
            Set<String> seals = new HashSet<>();
            try {
                new JsonMapper().readTree(json).path("seals").forEach(seal -> seals.add(seal.asText()));
            } catch (IOException e) {
                throw new UncheckedIOException("what was read strictly is JSON", e);
            }
            return new Issuer(issuer, Set.copyOf(seals));
        }
    }

    private static byte[] revocationList(byte[] crl) {
        RevocationSource.ofCrls(List.of(crl)); // refuses what is none, while its file can still be named
        return crl;
    }

    private static RevocationSource revocation(List<byte[]> crls) {
        return crls.isEmpty() ? RevocationSource.none() : RevocationSource.ofCrls(crls);
    }

    private static List<Certificate> certificates(@Nullable Path folder, String name) throws IOException {
        return all(folder, name, "*.pem", pem -> Certificate.readPem(new String(pem, StandardCharsets.US_ASCII)))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static <T> List<T> all(@Nullable Path folder, String name, String pattern, Function<byte[], T> reader)
            throws IOException {
        List<T> all = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder.resolve(name))) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(name), pattern)) {
                for (Path file : files) {
                    all.add(read(file, reader));
                }
            }
        }
        return all;
    }

    private static <T> T read(Path file, Function<byte[], T> reader) throws IOException {
        try {
            return reader.apply(Files.readAllBytes(file));
        } catch (OneVisitException e) {
            throw new MalformedMessageException(file.toString(), String.valueOf(e.getMessage()));
        }
    }
}
