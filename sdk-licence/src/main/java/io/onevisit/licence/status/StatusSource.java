package io.onevisit.licence.status;

import java.util.Optional;

/**
 * Where a verifier finds status lists (状态列表来源): a folder of files, a cache, the network. What it returns is verified
 * before it is believed. Implementations are thread-safe.
 */
@FunctionalInterface
public interface StatusSource {
    /**
     * The status list token for this address, as signed.
     *
     * @param uri the address that a licence with a good signature names
     * @return empty when there is none at hand
     */
    Optional<String> statusList(String uri);
}
