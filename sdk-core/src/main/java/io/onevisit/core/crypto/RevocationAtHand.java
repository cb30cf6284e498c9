package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Revocation by statements that are at hand; of those that tell something the newest decides. */
record RevocationAtHand(List<RevocationStatement> statements) implements RevocationSource {
    private static final int MAX_FILES = 256;

    static RevocationAtHand ofCrls(List<byte[]> crls) {
        return ofProofs(bounded(crls).stream()
                .<RevocationProof>map(der -> new RevocationProof.Crl(Bytes.of(der)))
                .toList());
    }

    static RevocationAtHand ofOcspResponses(List<byte[]> responses) {
        return ofProofs(bounded(responses).stream()
                .<RevocationProof>map(der -> new RevocationProof.Ocsp(Bytes.of(der)))
                .toList());
    }

    static RevocationAtHand ofProofs(List<RevocationProof> proofs) {
        return new RevocationAtHand(
                bounded(proofs).stream().flatMap(RevocationAtHand::statements).toList());
    }

    private static Stream<RevocationStatement> statements(RevocationProof proof) {
        byte[] der = proof.encoded().toArray();
        return proof instanceof RevocationProof.Crl
                ? Stream.of(RevocationList.parse(der))
                : OcspResponse.parse(der).answers().stream().map(Function.identity());
    }

    private static <T> List<T> bounded(List<T> files) {
        Require.that(
                Require.present(files, "revocation files").size() <= MAX_FILES,
                "revocation files",
                "must be at most " + MAX_FILES);
        return files;
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at) {
        return answerAbout(certificate, issuer, at).status();
    }

    @Override
    public RevocationAnswer answerAbout(Certificate certificate, Certificate issuer, Instant at) {
        List<RevocationStatement> named = statements.stream()
                .filter(statement -> statement.isAbout(certificate, issuer))
                .toList();
        return named.stream()
                .filter(statement ->
                        statement.problemFor(certificate, issuer, at).isEmpty())
                .max(Comparator.comparing(RevocationStatement::thisUpdate))
                .map(statement -> new RevocationAnswer(statement.statusOf(certificate), statement.proof()))
                .orElseGet(() -> RevocationAnswer.of(new RevocationStatus.Unknown(named.stream()
                        .map(statement -> statement.problemFor(certificate, issuer, at))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse("no statement of the issuer is at hand"))));
    }
}
