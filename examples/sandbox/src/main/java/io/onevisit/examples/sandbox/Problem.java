package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The platform says no: becomes problem details (RFC 9457). */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final @Nullable String code;

    private Problem(int status, String type, @Nullable String code, String title) {
        super(title, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
    }

    static Problem of(int status, String type, String title) {
        return new Problem(status, type, null, title);
    }

    /** Refused for a business reason with a code of its own. */
    static Problem refused(String code, String title) {
        return new Problem(422, "refused", code, title);
    }

    static Problem notFound() {
        return of(404, "not-found", "There is no such thing here");
    }

    static Problem badRequest(String title) {
        return of(400, "bad-request", title);
    }

    Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "urn:onevisit:problem:" + type);
        body.put("title", getMessage());
        body.put("status", status);
        if (code != null) {
            body.put("code", code);
        }
        return new Answer(status, body);
    }
}
