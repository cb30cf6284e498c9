package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML file of an OFD document (GB/T 33190-2016): XML 1.0 in UTF-8, all of the OFD name space, without document
 * type, entity or processing instruction, bounded in size and depth.
 */
public final class XmlReader {
    public static final String NAMESPACE = "http://www.ofdspec.org/2016";

    private static final int MAX_OCTETS = 16 * 1024 * 1024;
    private static final int MAX_ELEMENTS = 200_000;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ATTRIBUTES = 64;

    private final String file;
    private final XMLStreamReader events;
    private int elements;

    private XmlReader(String file, XMLStreamReader events) {
        this.file = file;
        this.events = events;
    }

    /**
     * The element called {@code root} that {@code content} is.
     *
     * @throws MalformedMessageException when it is another, or the file is not as described above
     */
    public static XmlElement read(Bytes content, String root) {
        try {
            String file = "OFD " + root;
            XmlReader reader =
                    new XmlReader(file, factory().createXMLStreamReader(new StringReader(text(file, content))));
            XmlElement element = reader.document();
            reader.require(element.name().equals(root), "has another root than " + root);
            return element;
        } catch (XMLStreamException e) {
            throw new MalformedMessageException("OFD " + root, "is not well-formed XML");
        }
    }

    /** True when {@code content} begins as an OFD file with this root, whatever follows. */
    public static boolean hasRoot(Bytes content, String root) {
        try {
            XMLStreamReader events = factory().createXMLStreamReader(new StringReader(text("OFD file", content)));
            while (events.next() != XMLStreamConstants.START_ELEMENT) {
                // white space, comments and the like
            }
            return NAMESPACE.equals(events.getNamespaceURI()) && root.equals(events.getLocalName());
        } catch (XMLStreamException | MalformedMessageException | NoSuchElementException e) {
            return false;
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static String text(String file, Bytes content) {
        if (content.length() > MAX_OCTETS) {
            throw new MalformedMessageException(file, "has more than " + MAX_OCTETS + " octets");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.toArray()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(file, "is not in UTF-8");
        }
    }

    private XmlElement document() throws XMLStreamException {
        String encoding = events.getCharacterEncodingScheme();
        require(encoding == null || encoding.equalsIgnoreCase("UTF-8"), "declares another encoding than UTF-8");
        require(events.getVersion() == null || events.getVersion().equals("1.0"), "is not XML 1.0");
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // white space and comments before the root
        }
        XmlElement root = element(1);
        while (events.hasNext()) {
            next();
        }
        return root;
    }

    private XmlElement element(int depth) throws XMLStreamException {
        require(depth <= MAX_DEPTH, "is nested too deep");
        require(++elements <= MAX_ELEMENTS, "has too many elements");
        require(NAMESPACE.equals(events.getNamespaceURI()), "has an element of another name space");
        String name = events.getLocalName();
        Map<String, String> attributes = attributes();
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else if (event != XMLStreamConstants.COMMENT) {
                text.append(events.getText());
            }
        }
        require(children.isEmpty() || text.toString().isBlank(), "has text beside elements");
        return new XmlElement(name, attributes, children, children.isEmpty() ? text.toString() : "");
    }

    private Map<String, String> attributes() {
        require(events.getAttributeCount() <= MAX_ATTRIBUTES, "has too many attributes");
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < events.getAttributeCount(); i++) {
            String namespace = events.getAttributeNamespace(i);
            require(namespace == null || namespace.isEmpty(), "has an attribute of a name space");
            attributes.put(events.getAttributeLocalName(i), events.getAttributeValue(i));
        }
        return attributes;
    }

    private int next() throws XMLStreamException {
        int event = events.next();
        require(event != XMLStreamConstants.DTD, "has a document type");
        require(event != XMLStreamConstants.ENTITY_REFERENCE, "has an entity");
        require(event != XMLStreamConstants.PROCESSING_INSTRUCTION, "has a processing instruction");
        return event;
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(file, problem);
        }
    }
}
