package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks over the tags of an XML file before a parser does. The JDK's takes a time that grows with the square of the
 * attributes and name spaces of a tag, and counts neither before it has them all. For one thread.
 */
final class XmlTags {
    private static final byte[] COMMENT = ascii("<!--");
    private static final byte[] COMMENT_END = ascii("-->");
    private static final byte[] CHARACTERS = ascii("<![CDATA[");
    private static final byte[] CHARACTERS_END = ascii("]]>");
    private static final byte[] INSTRUCTION = ascii("<?");
    private static final byte[] INSTRUCTION_END = ascii("?>");

    private final byte[] xml;
    private int position;

    private XmlTags(Bytes xml) {
        this.xml = xml.toArray();
    }

    /**
     * The most values, of attributes and name spaces together, that a tag of {@code xml} has. In a file that is not
     * well-formed, what comes after the first fault is not counted right, nor will a parser come there.
     */
    static int mostValues(Bytes xml) {
        return new XmlTags(xml).mostValues();
    }

    private int mostValues() {
        int most = 0;
        while (position < xml.length) {
            if (xml[position] != '<') {
                position++;
            } else if (starts(COMMENT)) {
                skip(COMMENT, COMMENT_END);
            } else if (starts(CHARACTERS)) {
                skip(CHARACTERS, CHARACTERS_END);
            } else if (starts(INSTRUCTION)) {
                skip(INSTRUCTION, INSTRUCTION_END);
            } else {
                most = Math.max(most, values());
            }
        }
        return most;
    }

    /** Goes to the end of a tag and counts what is in quotes. */
    private int values() {
        int values = 0;
        while (position < xml.length && xml[position] != '>') {
            byte octet = xml[position++];
            if (octet == '"' || octet == '\'') {
                values++;
                skipPast(octet);
            }
        }
        return values;
    }

    private void skipPast(byte quote) {
        while (position < xml.length && xml[position] != quote) {
            position++;
        }
        position++;
    }

    private void skip(byte[] start, byte[] end) {
        position += start.length;
        while (position < xml.length && !starts(end)) {
            position++;
        }
        position += end.length;
    }

    private boolean starts(byte[] mark) {
        return position + mark.length <= xml.length
                && Arrays.equals(xml, position, position + mark.length, mark, 0, mark.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
