package io.onevisit.licence.status;

import io.onevisit.core.Report;
import java.util.Optional;

/**
 * Where a verifier finds status lists (状态列表来源): a folder of files, a bundle, the network. What it returns is verified
 * before it is believed. Implementations are thread-safe.
 */
@FunctionalInterface
public interface StatusSource {
    /**
     * The status list token for this address, as signed, verified by nobody yet.
     *
     * @param uri the address that a licence with a good signature names
     * @return empty when there is none at hand
     * @throws io.onevisit.core.OneVisitException when it cannot be told; verifiers take that for none at hand
     */
    Optional<String> statusList(String uri);

    /**
     * The same, verified as {@code request} says; this is what verifiers ask. Only a source that keeps what has been
     * verified, such as {@link StatusCache}, has a way of its own to answer.
     *
     * @return empty when there is none at hand
     */
    default Optional<Report<StatusListToken>> verified(StatusListRequest request) {
        return statusList(request.uri()).map(token -> StatusListToken.verify(token, request));
    }
}
