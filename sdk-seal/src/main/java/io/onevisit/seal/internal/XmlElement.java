package io.onevisit.seal.internal;

import io.onevisit.core.MalformedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of the OFD name space: its attributes, and either further elements or text. Immutable. */
public record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    public XmlElement {
        attributes = new LinkedHashMap<>(attributes);
        children = List.copyOf(children);
    }

    public static XmlElement of(String name, XmlElement... children) {
        return new XmlElement(name, Map.of(), List.of(children), "");
    }

    public static XmlElement of(String name, List<XmlElement> children) {
        return new XmlElement(name, Map.of(), children, "");
    }

    public static XmlElement ofText(String name, String text) {
        return new XmlElement(name, Map.of(), List.of(), text);
    }

    /** The same element with one more attribute. */
    public XmlElement with(String attribute, Object value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value.toString());
        return new XmlElement(name, more, children, text);
    }

    /** The same element with one more child, at the end. */
    public XmlElement with(XmlElement child) {
        List<XmlElement> more = new ArrayList<>(children);
        more.add(child);
        return new XmlElement(name, attributes, more, text);
    }

    /** The same element with {@code child} in the place of the one of its name. */
    public XmlElement withOnly(XmlElement child) {
        List<XmlElement> changed = new ArrayList<>(children);
        changed.set(children.indexOf(only(child.name)), child);
        return new XmlElement(name, attributes, changed, text);
    }

    public List<XmlElement> all(String child) {
        List<XmlElement> found = new ArrayList<>();
        for (XmlElement element : children) {
            if (element.name.equals(child)) {
                found.add(element);
            }
        }
        return List.copyOf(found);
    }

    /** The one child of this name; two are one too many, since readers would differ on which counts. */
    public Optional<XmlElement> optional(String child) {
        List<XmlElement> found = all(child);
        if (found.size() > 1) {
            throw new MalformedMessageException("OFD " + name, "has more than one " + child);
        }
        return found.stream().findFirst();
    }

    public XmlElement only(String child) {
        return optional(child).orElseThrow(() -> new MalformedMessageException("OFD " + name, "lacks " + child));
    }

    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    public String requiredAttribute(String attribute) {
        return attribute(attribute)
                .orElseThrow(() -> new MalformedMessageException("OFD " + name, "lacks " + attribute));
    }
}
