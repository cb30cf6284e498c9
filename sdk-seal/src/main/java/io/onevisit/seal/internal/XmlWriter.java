package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import java.nio.charset.StandardCharsets;

/** Writes the XML files of an OFD document: UTF-8, the customary prefix, no white space between elements. */
public final class XmlWriter {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private XmlWriter() {}

    public static Bytes write(XmlElement root) {
        XmlWriter writer = new XmlWriter();
        writer.element(root, " xmlns:ofd=\"" + XmlReader.NAMESPACE + "\"");
        return Bytes.of(writer.out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void element(XmlElement element, String declaration) {
        out.append("<ofd:").append(element.name()).append(declaration);
        element.attributes()
                .forEach((name, value) -> out.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(escaped(value))
                        .append('"'));
        out.append('>').append(escaped(element.text()));
        element.children().forEach(child -> element(child, ""));
        out.append("</ofd:").append(element.name()).append('>');
    }

    /** White space other than spaces is spelt out, since a reader would turn it into spaces inside attributes. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
                default -> escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
