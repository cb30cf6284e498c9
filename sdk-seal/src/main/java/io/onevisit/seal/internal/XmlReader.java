package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
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
    private static final int MAX_DECODED_AT_ONCE = 64 * 1024;
    private static final int MAX_NODES = 400_000;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ATTRIBUTES = 64;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    /** Costs more to make than a file of a page takes to read. Never changed; asked by one thread at a time. */
    private static final XMLInputFactory FACTORY = factory();

    private final String file;
    private final Set<String> skipped;
    private final XMLStreamReader events;
    private int nodes;

    private XmlReader(String file, Set<String> skipped, XMLStreamReader events) {
        this.file = file;
        this.skipped = skipped;
        this.events = events;
    }

    /**
     * The element called {@code root} that {@code content} is.
     *
     * @throws MalformedMessageException when it is another, or the file is not as described above
     */
    public static XmlElement read(Bytes content, String root) {
        return read(content, root, Set.of());
    }

    /** As {@link #read(Bytes, String)}, but what is inside elements called as in {@code skipped} is left out. */
    public static XmlElement read(Bytes content, String root, Set<String> skipped) {
        String file = "OFD " + root;
        if (content.length() > MAX_OCTETS) {
            throw new MalformedMessageException(file, "has more than " + MAX_OCTETS + " octets");
        }
        if (!hasSmallTags(content)) {
            throw new MalformedMessageException(file, "has too many attributes or name spaces");
        }
        try {
            XMLStreamReader events = events(content, CodingErrorAction.REPORT);
            XmlElement element = new XmlReader(file, skipped, events).document();
            if (!element.name().equals(root)) {
                throw new MalformedMessageException(file, "has another root than " + root);
            }
            return element;
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(file, "is not in UTF-8");
        } catch (XMLStreamException e) {
            boolean broken = e.getNestedException() instanceof CharacterCodingException;
            throw new MalformedMessageException(file, broken ? "is not in UTF-8" : "is not well-formed XML");
        }
    }

    private static boolean hasSmallTags(Bytes content) {
        return XmlTags.mostValues(content) <= MAX_ATTRIBUTES;
    }

    /** False when no element can be called {@code name}: in UTF-8 there is one way to spell a name, and no entity in it. */
    private static boolean spells(Bytes content, String name) {
        return new String(content.toArray(), StandardCharsets.ISO_8859_1).contains(name);
    }

    /** True when {@code content}, whole or cut off, begins as an OFD file with this root, and one that can be read. */
    public static boolean hasRoot(Bytes content, String root) {
        if (!spells(content, root) || !hasSmallTags(content)) {
            return false;
        }
        try {
            XMLStreamReader events = events(content, CodingErrorAction.REPLACE);
            while (events.next() != XMLStreamConstants.START_ELEMENT) {
                // white space, comments and the like
            }
            return NAMESPACE.equals(events.getNamespaceURI()) && root.equals(events.getLocalName());
        } catch (XMLStreamException | CharacterCodingException | NoSuchElementException e) {
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

    private static XMLStreamReader events(Bytes content, CodingErrorAction onError)
            throws XMLStreamException, CharacterCodingException {
        Reader text = text(content.toArray(), onError);
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(text);
        }
    }

    /** The characters of a file in UTF-8. A small one is decoded at once: a stream would cost nearly what parsing it does. */
    private static Reader text(byte[] octets, CodingErrorAction onError) throws CharacterCodingException {
        int mark = BYTE_ORDER_MARK.length;
        boolean marked = octets.length >= mark && Arrays.equals(octets, 0, mark, BYTE_ORDER_MARK, 0, mark);
        int start = marked ? mark : 0;
        CharsetDecoder decoder =
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError);
        if (octets.length > MAX_DECODED_AT_ONCE) {
            return new InputStreamReader(new ByteArrayInputStream(octets, start, octets.length - start), decoder);
        }
        CharBuffer text = decoder.decode(ByteBuffer.wrap(octets, start, octets.length - start));
        return new CharArrayReader(text.array(), text.arrayOffset(), text.remaining());
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
        require(NAMESPACE.equals(events.getNamespaceURI()), "has an element of another name space");
        String name = events.getLocalName();
        Map<String, String> attributes = attributes();
        nodes += 1 + attributes.size();
        require(nodes <= MAX_NODES, "has too many elements");
        if (skipped.contains(name)) {
            skip(depth);
            return new XmlElement(name, attributes, List.of(), "");
        }
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

    private void skip(int outerDepth) throws XMLStreamException {
        int depth = outerDepth;
        while (depth >= outerDepth) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                require(++depth <= MAX_DEPTH, "is nested too deep");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private Map<String, String> attributes() {
        int count = events.getAttributeCount();
        require(count <= MAX_ATTRIBUTES, "has too many attributes");
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
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
