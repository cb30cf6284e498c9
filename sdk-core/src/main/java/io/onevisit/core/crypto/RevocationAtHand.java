package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Revocation by statements that are at hand; of those that tell something the newest decides. */
record RevocationAtHand(List<RevocationStatement> statements) implements RevocationSource {
    private static final int MAX_FILES = 256;

    static RevocationAtHand ofCrls(List<byte[]> crls) {
        return new RevocationAtHand(bounded(crls).stream()
                .<RevocationStatement>map(RevocationList::parse)
                .toList());
    }

    static RevocationAtHand ofOcspResponses(List<byte[]> responses) {
        return new RevocationAtHand(bounded(responses).stream()
                .flatMap(response -> OcspResponse.parse(response).answers().stream())
                .<RevocationStatement>map(Function.identity())
                .toList());
    }

    private static List<byte[]> bounded(List<byte[]> files) {
        Require.that(
                Require.present(files, "revocation files").size() <= MAX_FILES,
                "revocation files",
                "must be at most " + MAX_FILES);
        return files;
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at) {
        List<RevocationStatement> named = statements.stream()
                .filter(statement -> statement.isAbout(certificate, issuer))
                .toList();
        return named.stream()
                .filter(statement ->
                        statement.problemFor(certificate, issuer, at).isEmpty())
                .max(Comparator.comparing(RevocationStatement::thisUpdate))
                .map(statement -> statement.statusOf(certificate))
                .orElseGet(() -> new RevocationStatus.Unknown(named.stream()
                        .map(statement -> statement.problemFor(certificate, issuer, at))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse("no statement of the issuer is at hand")));
    }
}
