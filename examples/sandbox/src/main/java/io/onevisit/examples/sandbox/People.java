package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The synthetic people and organisations that the platform knows. */
final class People {
    private static final String FILE = "people.json";
    private static final String BASIC = "population";

    private final Map<String, ObjectNode> byNumber;

    private People(Map<String, ObjectNode> byNumber) {
        this.byNumber = byNumber;
    }

    static People bundled() {
        try (InputStream file = People.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not in this jar");
            }
            ObjectNode all = Json.read(file.readAllBytes());
            return new People(Stream.of("people", "organisations")
                    .flatMap(kind -> StreamSupport.stream(all.withArray(kind).spliterator(), false))
                    .collect(Collectors.toUnmodifiableMap(
                            party -> party.path("id").textValue(), party -> (ObjectNode) party)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ObjectNode> find(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The records of a party in a data set; the basic data of people are those of the person. */
    List<ObjectNode> records(String number, String dataSet) {
        Optional<ObjectNode> party = find(number);
        if (dataSet.equals(BASIC)) {
            return party.filter(person -> person.has("name")).stream().toList();
        }
        List<ObjectNode> records = new ArrayList<>();
        party.ifPresent(
                found -> found.path("records").path(dataSet).forEach(record -> records.add((ObjectNode) record)));
        return records;
    }
}
