package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A verified request: who sent it, and its members read strictly. */
record Request(String sender, ObjectNode body) {
    String text(String name) {
        return text(body, name);
    }

    ObjectNode object(String name) {
        return object(body, name);
    }

    static String text(ObjectNode from, String name) {
        JsonNode value = from.get(name);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw Problem.badRequest("Member " + name + " must be text");
        }
        return value.textValue();
    }

    static ObjectNode object(ObjectNode from, String name) {
        if (from.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw Problem.badRequest("Member " + name + " must be an object");
    }
}
