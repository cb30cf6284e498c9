package io.onevisit.payment.fiscal;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An element with its attributes, and either children or text. Errors name elements, never what is in them.
 *
 * @param format what it is part of, for errors
 */
record XmlNode(String format, String name, Map<String, String> attributes, List<XmlNode> children, String text) {

    /** The one child called {@code name}, which must be there. */
    XmlNode child(String name) {
        return find(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** The child called {@code name}; twice is an error. */
    Optional<XmlNode> find(String name) {
        List<XmlNode> found = named(name);
        if (found.size() > 1) {
            throw wrong(name, "is there twice");
        }
        return found.stream().findFirst();
    }

    /** The children called {@code name}, one or more. */
    List<XmlNode> all(String name) {
        List<XmlNode> found = named(name);
        if (found.isEmpty()) {
            throw wrong(name, "is missing");
        }
        return found;
    }

    private List<XmlNode> named(String name) {
        return children.stream().filter(child -> child.name.equals(name)).toList();
    }

    /** The same, after making sure that no child is there twice. */
    XmlNode withoutDuplicates() {
        return withoutDuplicatesBut("");
    }

    /** The same, after making sure that no child is there twice but one called {@code repeated}. */
    XmlNode withoutDuplicatesBut(String repeated) {
        Set<String> names = new HashSet<>();
        for (XmlNode child : children) {
            if (!names.add(child.name) && !child.name.equals(repeated)) {
                throw new MalformedMessageException(format, "has an element twice");
            }
        }
        return this;
    }

    /** A text made into a value that checks itself. */
    <T> T value(String name, int max, Function<String, T> parse) {
        return optionalValue(name, max, parse).orElseThrow(() -> wrong(name, "is missing or empty"));
    }

    /** The same for one that may be absent or empty. */
    <T> Optional<T> optionalValue(String name, int max, Function<String, T> parse) {
        return optionalTextOf(name, max).map(text -> parsed(name, text, parse));
    }

    /** This element's own text made into a value that checks itself. */
    <T> T ownValue(Function<String, T> parse) {
        String own = leafText();
        if (own.isBlank()) {
            throw wrong(name, "is missing or empty");
        }
        return parsed(name, own, parse);
    }

    private <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (InvalidValueException | IllegalArgumentException | DateTimeException e) {
            throw wrong(name, "is not of its form");
        }
    }

    /** What {@code construction} makes of the texts, unless one is out of the bounds that it checks. */
    <T> T checked(Supplier<T> construction) {
        try {
            return construction.get();
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(format, "an element is out of its bounds");
        }
    }

    /** The text of a child, which must be there and not be blank. */
    String textOf(String name, int max) {
        return optionalTextOf(name, max).orElseThrow(() -> wrong(name, "is missing or empty"));
    }

    /** The text of a child; empty when there is none, or nothing in it. */
    Optional<String> optionalTextOf(String name, int max) {
        Optional<String> text = find(name).map(XmlNode::leafText).filter(value -> !value.isBlank());
        if (text.isPresent() && text.get().length() > max) {
            throw wrong(name, "must have at most " + max + " characters");
        }
        return text;
    }

    private String leafText() {
        if (!children.isEmpty()) {
            throw wrong(name, "must be text");
        }
        return text;
    }

    MalformedMessageException wrong(String name, String problem) {
        return new MalformedMessageException(format, "element " + name + " " + problem);
    }

    /** The name only. */
    @Override
    public String toString() {
        return "element " + name;
    }
}
