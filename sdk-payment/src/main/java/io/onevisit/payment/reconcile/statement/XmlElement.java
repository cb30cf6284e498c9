package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small element with all that is in it.
 *
 * @param name its local name
 * @param text its own text, without white space at both ends
 * @param currency its attribute {@code Ccy}; empty when it has none
 * @param children its elements in order
 */
record XmlElement(String name, String text, String currency, List<XmlElement> children) {
    private static final int MAX_ELEMENTS = 2_000;

    XmlElement {
        children = List.copyOf(children);
    }

    /** Reads the element that {@code file} has opened, and closes it. */
    static XmlElement read(XmlElements file, String name) throws IOException {
        return read(file, name, new int[] {MAX_ELEMENTS});
    }

    private static XmlElement read(XmlElements file, String name, int[] left) throws IOException {
        file.refuseUnless(--left[0] >= 0, "has more than " + MAX_ELEMENTS + " elements in one part");
        String currency = file.attribute("Ccy");
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        file.content(text::append, child -> children.add(read(file, child, left)));
        return new XmlElement(name, text.toString().strip(), currency, children);
    }

    /** The only child called {@code name}, if there is one. */
    Optional<XmlElement> optional(String name) {
        List<XmlElement> all =
                children.stream().filter(child -> child.name.equals(name)).toList();
        Require.that(all.size() <= 1, name, "must be there once");
        return all.stream().findFirst();
    }

    /** The only child called {@code name}. */
    XmlElement child(String name) {
        return optional(name).orElseThrow(() -> new InvalidValueException(name, "is missing"));
    }

    /** The element at the end of {@code path}, if all on the way are there. */
    Optional<XmlElement> at(String... path) {
        Optional<XmlElement> element = Optional.of(this);
        for (String step : path) {
            element = element.flatMap(each -> each.optional(step));
        }
        return element;
    }

    /** The text there, unless it is missing or empty. */
    Optional<String> textAt(String... path) {
        return at(path).map(XmlElement::text).filter(text -> !text.isEmpty());
    }
}
