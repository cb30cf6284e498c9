package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.payment.reconcile.internal.BlockInputStream;
import io.onevisit.payment.reconcile.internal.Refusals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the elements of an XML file in UTF-8, one after another: no document type, no entity, no processing
 * instruction; depth, text, attributes and every single token bounded. For one thread.
 */
final class XmlElements implements Refusals, AutoCloseable {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_TEXT = 1024;
    private static final int MAX_ATTRIBUTES = 16;
    /** The parser keeps every name it has seen. The schema has some hundreds. */
    private static final int MAX_NAMES = 2_000;

    private static final int MAX_NAME_CHARACTERS = 64 * 1024;
    private static final int MAX_TOKEN = 256 * 1024;
    private static final int BUFFER = 8 * 1024;

    private final String format;
    private final Bounded octets;
    private final XMLStreamReader events;
    private final String countedName;
    private final Set<String> names = new HashSet<>();
    private int nameCharacters;
    private long counted;
    private int depth;

    /**
     * Opens {@code file}.
     *
     * @param counted the name of the elements that {@link #counted} counts
     */
    XmlElements(String format, String counted, InputStream file) {
        this.format = format;
        this.countedName = counted;
        this.octets = new Bounded(file);
        try {
            this.events = factory().createXMLStreamReader(text(octets));
        } catch (IOException | XMLStreamException e) {
            throw new MalformedMessageException(format, "line 1 is not well-formed XML in UTF-8");
        }
        String encoding = events.getCharacterEncodingScheme();
        refuseUnless(encoding == null || encoding.equalsIgnoreCase("UTF-8"), "declares another encoding than UTF-8");
    }

    /** The characters after the byte order mark, strictly decoded: the parser's own decoder writes to the console. */
    private static Reader text(InputStream octets) throws IOException {
        BufferedReader text =
                new BufferedReader(new InputStreamReader(octets, StandardCharsets.UTF_8.newDecoder()), BUFFER);
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    /** Goes to the root element, which must be {@code name}; returns its name space. */
    String root(String name) throws IOException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // comments before the root
        }
        refuseUnless(events.getLocalName().equals(name), "has another root than " + name);
        return String.valueOf(events.getNamespaceURI());
    }

    /** The children of the element now open, one by one; each must be gone through by {@code child}. */
    void children(Children child) throws IOException {
        int own = depth;
        String space = String.valueOf(events.getNamespaceURI());
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    refuseUnless(space.equals(events.getNamespaceURI()), "has an element of another name space");
                    child.open(events.getLocalName());
                    refuseUnless(depth == own, "was not read to the end of an element");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.CHARACTERS -> refuseUnless(events.isWhiteSpace(), "has text between elements");
                default -> {
                    // comments and white space
                }
            }
        }
    }

    /** What is done with a child that was opened. */
    interface Children {
        void open(String name) throws IOException;
    }

    /** Goes past the element now open. */
    void skip() throws IOException {
        int own = depth;
        while (depth >= own) {
            next();
        }
    }

    /** Reads text and children of the element now open. */
    void content(Consumer<String> text, Children child) throws IOException {
        int length = 0;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> child.open(events.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    length += events.getTextLength();
                    refuseUnless(length <= MAX_TEXT, "has more than " + MAX_TEXT + " characters in one element");
                    text.accept(events.getText());
                }
                default -> {
                    // comments and white space
                }
            }
        }
    }

    /** The attribute of the element now open; empty when there is none. */
    String attribute(String name) {
        String value = events.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Goes to the file's end, where nothing may follow. */
    void end() throws IOException {
        while (true) {
            if (next() == XMLStreamConstants.END_DOCUMENT) {
                return;
            }
        }
    }

    private int next() throws IOException {
        try {
            octets.allow();
            int event = events.next();
            count(event);
            return event;
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof TooLongException) {
                throw refusal("has one piece of more than " + MAX_TOKEN + " octets");
            }
            throw refusal("is not well-formed XML in UTF-8");
        }
    }

    private void count(int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                refuseUnless(depth <= MAX_DEPTH, "is nested more than " + MAX_DEPTH + " deep");
                refuseUnless(events.getAttributeCount() <= MAX_ATTRIBUTES, "has too many attributes");
                countNames();
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw refusal("has a document type or an entity");
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw refusal("has a processing instruction");
            default -> {
                // text and comments
            }
        }
    }

    /** How many elements of the one name there were, wherever they stood. */
    long counted() {
        return counted;
    }

    private void countNames() {
        countName(events.getPrefix(), events.getLocalName());
        counted += events.getLocalName().equals(countedName) ? 1 : 0;
        for (int i = 0; i < events.getAttributeCount(); i++) {
            countName(events.getAttributePrefix(i), events.getAttributeLocalName(i));
        }
        for (int i = 0; i < events.getNamespaceCount(); i++) {
            countName(null, String.valueOf(events.getNamespacePrefix(i)));
            countName(null, String.valueOf(events.getNamespaceURI(i)));
        }
        refuseUnless(names.size() <= MAX_NAMES, "has more than " + MAX_NAMES + " different names");
        refuseUnless(
                nameCharacters <= MAX_NAME_CHARACTERS,
                "has more than " + MAX_NAME_CHARACTERS + " characters of different names");
    }

    /** The parser keeps a name as it is written, with its prefix. */
    private void countName(@Nullable String prefix, String name) {
        String written = prefix == null || prefix.isEmpty() ? name : prefix + ':' + name;
        if (names.add(written)) {
            nameCharacters += written.length();
        }
    }

    /** The line now read, counted from 1. */
    long line() {
        return Math.max(1, events.getLocation().getLineNumber());
    }

    @Override
    public MalformedMessageException refusal(String reason) {
        return new MalformedMessageException(format, "line " + line() + " " + reason);
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (XMLStreamException e) {
            throw refusal("is not well-formed XML in UTF-8");
        }
    }

    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Gives a bounded number of octets between one event and the next, so that no token fills the memory. */
    private static final class Bounded extends BlockInputStream {
        private final InputStream file;
        private int left = MAX_TOKEN;

        Bounded(InputStream file) {
            this.file = file;
        }

        void allow() {
            left = MAX_TOKEN;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                throw new TooLongException();
            }
            int read = file.read(into, offset, Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
