package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The synthetic people that the platform knows. */
final class People {
    private static final String FILE = "people.json";

    private final Map<String, ObjectNode> byNumber;

    private People(Map<String, ObjectNode> byNumber) {
        this.byNumber = byNumber;
    }

    static People bundled() {
        try (InputStream file = People.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not in this jar");
            }
            JsonNode people = Json.read(file.readAllBytes()).withArray("people");
            return new People(StreamSupport.stream(people.spliterator(), false)
                    .collect(Collectors.toUnmodifiableMap(
                            person -> person.path("id").textValue(), person -> (ObjectNode) person)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ObjectNode> find(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }
}
