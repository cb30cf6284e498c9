package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of the OFD name space: its attributes, and either further elements or text. Immutable. */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    XmlElement {
        attributes = new LinkedHashMap<>(attributes);
        children = List.copyOf(children);
    }

    static XmlElement of(String name, XmlElement... children) {
        return new XmlElement(name, Map.of(), List.of(children), "");
    }

    static XmlElement of(String name, List<XmlElement> children) {
        return new XmlElement(name, Map.of(), children, "");
    }

    static XmlElement ofText(String name, String text) {
        return new XmlElement(name, Map.of(), List.of(), text);
    }

    /** The same element with one more attribute. */
    XmlElement with(String attribute, Object value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value.toString());
        return new XmlElement(name, more, children, text);
    }

    /** The same element with one more child, at the end. */
    XmlElement with(XmlElement child) {
        List<XmlElement> more = new ArrayList<>(children);
        more.add(child);
        return new XmlElement(name, attributes, more, text);
    }

    /** The same element with {@code child} in the place of the one of its name. */
    XmlElement withOnly(XmlElement child) {
        List<XmlElement> changed = new ArrayList<>(children);
        changed.set(children.indexOf(only(child.name)), child);
        return new XmlElement(name, attributes, changed, text);
    }

    List<XmlElement> all(String child) {
        return children.stream().filter(element -> element.name.equals(child)).toList();
    }

    /** The one child of this name; two are one too many, since readers would differ on which counts. */
    Optional<XmlElement> optional(String child) {
        List<XmlElement> found = all(child);
        if (found.size() > 1) {
            throw new MalformedMessageException("OFD " + name, "has more than one " + child);
        }
        return found.stream().findFirst();
    }

    XmlElement only(String child) {
        return optional(child).orElseThrow(() -> new MalformedMessageException("OFD " + name, "lacks " + child));
    }

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    String requiredAttribute(String attribute) {
        return attribute(attribute)
                .orElseThrow(() -> new MalformedMessageException("OFD " + name, "lacks " + attribute));
    }
}
