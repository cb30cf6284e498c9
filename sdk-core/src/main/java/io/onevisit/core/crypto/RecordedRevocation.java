package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Passes on what another source knows and keeps the signed statements that it came from (撤销凭据留存), so that what was
 * decided can be shown later with {@link RevocationSource#ofProofs}. Thread-safe.
 */
public final class RecordedRevocation implements RevocationSource {
    private final RevocationSource source;
    private final Set<RevocationProof> proofs = new LinkedHashSet<>();

    /** Records what {@code source} shows. */
    public RecordedRevocation(RevocationSource source) {
        this.source = Require.present(source, "revocation source");
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at) {
        return answerAbout(certificate, issuer, at).status();
    }

    @Override
    public RevocationAnswer answerAbout(Certificate certificate, Certificate issuer, Instant at) {
        RevocationAnswer answer = source.answerAbout(certificate, issuer, at);
        RevocationProof proof = answer.proof();
        if (proof != null) {
            synchronized (proofs) {
                proofs.add(proof);
            }
        }
        return answer;
    }

    /** The statements relied on so far, each once, in the order they were first relied on. */
    public List<RevocationProof> proofs() {
        synchronized (proofs) {
            return List.copyOf(proofs);
        }
    }
}
