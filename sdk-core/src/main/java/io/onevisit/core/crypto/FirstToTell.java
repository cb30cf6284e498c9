package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/** One source and, for what it cannot tell, another. */
record FirstToTell(RevocationSource first, RevocationSource next) implements RevocationSource {
    FirstToTell {
        Require.present(next, "next source");
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at) {
        return answerAbout(certificate, issuer, at).status();
    }

    @Override
    public RevocationAnswer answerAbout(Certificate certificate, Certificate issuer, Instant at) {
        RevocationAnswer answer = first.answerAbout(certificate, issuer, at);
        return answer.status() instanceof RevocationStatus.Unknown ? next.answerAbout(certificate, issuer, at) : answer;
    }
}
