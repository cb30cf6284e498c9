package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request to the platform (请求): a POST of JSON. Personal data goes into the body, never into the path.
 *
 * @param service what is asked for, as errors and metrics name it: {@code payment.order}
 * @param path from the platform's base address, fixed by the contract: {@code /v1/payments/orders}
 * @param body JSON in UTF-8, at most 1 MiB
 * @param idempotencyKey for a write, the business key under which it has one effect however often it is sent; null for a
 *     read
 */
public record Call(
        String service, String path, Bytes body, @Nullable String idempotencyKey) {
    private static final Pattern PATH = Pattern.compile("(/[a-zA-Z0-9_~-][a-zA-Z0-9._~-]{0,63}){1,8}");
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9._~:-]{1,128}");
    private static final int MAX_OCTETS = 1024 * 1024;

    public Call {
        Require.text(service, "service", 64);
        Require.that(PATH.matcher(Require.present(path, "path")).matches(), "path", "must be of plain segments");
        Require.that(Require.present(body, "body").length() <= MAX_OCTETS, "body", "must have at most 1 MiB");
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw new InvalidValueException("idempotency key", "must be 1 to 128 letters, digits and . _ ~ : -");
        }
    }

    /** A call that changes nothing. */
    public static Call read(String service, String path, Bytes body) {
        return new Call(service, path, body, null);
    }

    /** A call that changes something, once for each {@code idempotencyKey}. */
    public static Call write(String service, String path, Bytes body, String idempotencyKey) {
        return new Call(service, path, body, Require.present(idempotencyKey, "idempotency key"));
    }
}
