package io.onevisit.examples.verifier;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Check;
import java.io.PrintStream;

/** Prints one JSON object a finding, one a line, for programs. */
final class JsonPrinter implements Printer {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final PrintStream out;

    JsonPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Finding finding) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("file", finding.file().toString());
        object.put("kind", finding.kind().name());
        if (finding.report() == null) {
            object.put("verdict", "UNREADABLE");
            object.put("problem", finding.problem());
        } else {
            object.put("verdict", finding.report().verdict().name());
            ArrayNode checks = object.putArray("checks");
            finding.report().checks().forEach(check -> checks.add(object(check)));
        }
        out.println(object);
    }

    private static ObjectNode object(Check check) {
        return MAPPER.createObjectNode()
                .put("code", check.code())
                .put("clause", check.rule().clause())
                .put("where", check.where())
                .put("verdict", check.verdict().name())
                .put("note", check.note())
                .put("expected", check.expected())
                .put("actual", check.actual());
    }
}
