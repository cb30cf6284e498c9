package io.onevisit.core.crypto;

/**
 * The way to a time-stamping authority (时间戳服务机构), RFC 3161. Over HTTP a request is posted as
 * {@code application/timestamp-query} and answered as {@code application/timestamp-reply} (section 3.4). Implementations
 * are thread-safe; see {@link TimeStampToken#obtain}, which makes the request and checks the answer.
 */
@FunctionalInterface
public interface TimeStampAuthority {
    /**
     * Sends a request and brings back the answer.
     *
     * @param request a TimeStampReq in DER
     * @return a TimeStampResp
     * @throws io.onevisit.core.PlatformUnreachableException when there is no answer
     */
    byte[] answer(byte[] request);
}
