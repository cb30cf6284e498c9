package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the platform answers, before it is signed. */
record Answer(int status, ObjectNode body) {
    static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    String mediaType() {
        return status < 300 ? "application/json" : "application/problem+json";
    }
}
