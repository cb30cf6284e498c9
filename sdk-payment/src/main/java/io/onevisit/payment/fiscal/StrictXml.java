package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads small XML 1.0 documents of one given encoding: elements without name spaces, either of text or of elements. There
 * is no document type, entity, comment, CDATA section or processing instruction, and whoever sends one is refused before a
 * parser sees it; so is a tag too long to be one, since a parser's time grows with the square of its attributes.
 */
final class StrictXml {
    /** The encoding of the platform's messages. */
    static final Charset GBK = Charset.forName("GBK");

    private static final int MAX_TAG = 1024;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NODES = 20_000;
    private static final Pattern DECLARATION =
            Pattern.compile("<\\?xml version=([\"'])1\\.0\\1(?: encoding=([\"'])([A-Za-z0-9._-]{1,20})\\2)?\\s?\\?>");
    /** Never changed; asked by one thread at a time. */
    private static final XMLInputFactory FACTORY = factory();

    private final String format;
    private final XMLStreamReader events;
    private int nodes;

    private StrictXml(String format, XMLStreamReader events) {
        this.format = format;
        this.events = events;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    /**
     * The element called {@code root} that {@code octets} are.
     *
     * @param encoding what the octets must be in; a declaration may be absent, but not name another
     * @throws MalformedMessageException when they are not
     */
    static XmlNode read(Bytes octets, Charset encoding, String root, String format) {
        String text = decode(octets, encoding, format);
        String body = withoutDeclaration(text, encoding, format);
        requirePlainTags(body, format);
        try {
            XmlNode node = new StrictXml(format, events(body)).document();
            if (!node.name().equals(root)) {
                throw new MalformedMessageException(format, "has another root than " + root);
            }
            return node;
        } catch (XMLStreamException e) {
            throw new MalformedMessageException(format, "is not well-formed XML");
        }
    }

    private static XMLStreamReader events(String body) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(new StringReader(body));
        }
    }

    private static String decode(Bytes octets, Charset encoding, String format) {
        try {
            return encoding.newDecoder()
                    .decode(ByteBuffer.wrap(octets.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(format, "is not in " + encoding.name());
        }
    }

    /** {@code text} as octets of {@code encoding}; a character that it has not is an error, never a question mark. */
    static Bytes encode(String text, Charset encoding) {
        try {
            ByteBuffer octets = encoding.newEncoder().encode(CharBuffer.wrap(text));
            byte[] encoded = new byte[octets.remaining()];
            octets.get(encoded);
            return Bytes.of(encoded);
        } catch (CharacterCodingException e) {
            throw new InvalidValueException("text", "has a character that " + encoding.name() + " has not");
        }
    }

    private static String withoutDeclaration(String text, Charset encoding, String format) {
        if (!text.startsWith("<?")) {
            return text;
        }
        var declaration = DECLARATION.matcher(text);
        if (!declaration.lookingAt()) {
            throw new MalformedMessageException(format, "has an XML declaration of another form");
        }
        String declared = declaration.group(3);
        if (declared != null && !declared.equalsIgnoreCase(encoding.name())) {
            throw new MalformedMessageException(format, "declares another encoding than " + encoding.name());
        }
        return text.substring(declaration.end());
    }

    private static void requirePlainTags(String body, String format) {
        int start = body.indexOf('<');
        while (start >= 0) {
            if (body.startsWith("<!", start) || body.startsWith("<?", start)) {
                throw new MalformedMessageException(format, "has something else than elements and text");
            }
            start = body.indexOf('<', endOfTag(body, start, format));
        }
    }

    private static int endOfTag(String body, int start, String format) {
        char quote = 0;
        for (int i = start; i < body.length() && i - start <= MAX_TAG; i++) {
            char character = body.charAt(i);
            if (quote == 0 && character == '>') {
                return i;
            } else if (character == quote) {
                quote = 0;
            } else if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
            }
        }
        throw new MalformedMessageException(format, "has a tag that does not end, or is too long");
    }

    private XmlNode document() throws XMLStreamException {
        while (events.next() != XMLStreamConstants.START_ELEMENT) {
            // white space before the root
        }
        XmlNode root = element(1);
        while (events.hasNext()) {
            events.next();
        }
        return root;
    }

    private XmlNode element(int depth) throws XMLStreamException {
        require(depth <= MAX_DEPTH, "is nested too deep");
        require(++nodes <= MAX_NODES, "has too many elements");
        String name = events.getLocalName();
        require(name.indexOf(':') < 0, "has a name space");
        Map<String, String> attributes = attributes();
        List<XmlNode> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = events.next(); event != XMLStreamConstants.END_ELEMENT; event = events.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else {
                require(event != XMLStreamConstants.ENTITY_REFERENCE, "has an entity");
                text.append(events.getText());
            }
        }
        require(children.isEmpty() || text.toString().isBlank(), "has text beside elements");
        return new XmlNode(format, name, attributes, children, children.isEmpty() ? text.toString() : "");
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < events.getAttributeCount(); i++) {
            attributes.put(events.getAttributeLocalName(i), events.getAttributeValue(i));
        }
        return attributes;
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(format, problem);
        }
    }
}
