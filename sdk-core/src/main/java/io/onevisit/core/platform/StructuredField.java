package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the structured fields of RFC 9651 (before: RFC 8941) that message signatures need: dictionaries of byte
 * sequences, and dictionaries of inner lists of strings. Stricter than section 4.2: a key given twice, a tab, base64 that is not
 * canonical, and fields over 4096 characters are refused instead of mended. For one thread.
 */
final class StructuredField {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_ENTRIES = 16;
    private static final char END = 0;

    private final String name;
    private final String text;
    private int at;

    private StructuredField(String name, String text) {
        this.name = name;
        this.text = text;
        if (text.length() > MAX_LENGTH) {
            throw malformed("is too long");
        }
        if (text.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw malformed("must be of printable ASCII");
        }
    }

    /**
     * A dictionary of byte sequences without parameters: {@code Signature}, {@code Content-Digest}.
     *
     * @throws MalformedMessageException for anything else
     */
    static Map<String, Bytes> byteSequences(String name, String text) {
        return new StructuredField(name, text).dictionary(StructuredField::byteSequence);
    }

    /**
     * A dictionary of inner lists of strings: {@code Signature-Input}.
     *
     * @throws MalformedMessageException for anything else
     */
    static Map<String, SignatureInput> innerLists(String name, String text) {
        return new StructuredField(name, text).dictionary(StructuredField::innerList);
    }

    /** A byte sequence as RFC 9651 section 4.1.8 writes it. */
    static String serialize(Bytes octets) {
        return ":" + Base64.getEncoder().encodeToString(octets.toArray()) + ":";
    }

    /** An integer or a string of printable ASCII as RFC 9651 sections 4.1.4 and 4.1.6 write them. */
    static String serialize(Object bareItem) {
        return bareItem instanceof String string
                ? '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : bareItem.toString();
    }

    // RFC 9651 section 4.2.2
    private <T> Map<String, T> dictionary(Item<T> item) {
        Map<String, T> members = new LinkedHashMap<>();
        do {
            skipBlanks();
            String key = key();
            expect('=');
            putNew(members, key, item.read(this));
            skipBlanks();
        } while (take(','));
        if (at != text.length()) {
            throw malformed("has characters left over");
        }
        return members;
    }

    // Section 4.2.1.2
    private SignatureInput innerList() {
        expect('(');
        List<String> components = new ArrayList<>();
        skipBlanks();
        while (!take(')')) {
            if (components.size() == MAX_ENTRIES) {
                throw malformed("has too many components");
            }
            components.add(serialize(string()) + serialize(parameters()));
            if (next() != ')') {
                expect(' ');
            }
            skipBlanks();
        }
        return new SignatureInput(components, parameters());
    }

    /** Parameters as section 4.1.1.2 writes them; a true boolean has no value. */
    static String serialize(Map<String, Object> parameters) {
        StringBuilder out = new StringBuilder();
        parameters.forEach((key, value) -> {
            out.append(';').append(key);
            if (!value.equals(true)) {
                out.append('=').append(serialize(value));
            }
        });
        return out.toString();
    }

    // Section 4.2.3.2
    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        while (take(';')) {
            skipBlanks();
            String key = key();
            putNew(parameters, key, take('=') ? bareItem() : (Object) true);
        }
        return parameters;
    }

    private <T> void putNew(Map<String, T> entries, String key, T value) {
        if (entries.size() == MAX_ENTRIES || entries.put(key, value) != null) {
            throw malformed("has a key twice, or too many");
        }
    }

    // Section 4.2.3.3
    private String key() {
        int start = at;
        if (!isLowerCase(next()) && next() != '*') {
            throw malformed("must name a key here");
        }
        while (isLowerCase(next()) || isDigit(next()) || "_-.*".indexOf(next()) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private Object bareItem() {
        return next() == '"' ? string() : integer();
    }

    // Section 4.2.4, integers only
    private Long integer() {
        int start = at;
        take('-');
        while (isDigit(next())) {
            at++;
        }
        String digits = text.substring(start, at);
        if (!digits.matches("0|-?[1-9][0-9]{0,14}")) {
            throw malformed("must hold an integer here");
        }
        return Long.valueOf(digits);
    }

    // Section 4.2.5
    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (!take('"')) {
            if (take('\\') && next() != '"' && next() != '\\') {
                throw malformed("has an escape that is none");
            }
            if (next() == END) {
                throw malformed("has a string without end");
            }
            out.append(text.charAt(at++));
        }
        return out.toString();
    }

    // Section 4.2.7
    private Bytes byteSequence() {
        expect(':');
        int end = text.indexOf(':', at);
        if (end < 0) {
            throw malformed("has a byte sequence without end");
        }
        String base64 = text.substring(at, end);
        at = end + 1;
        try {
            Bytes octets = Bytes.of(Base64.getDecoder().decode(base64));
            if (serialize(octets).equals(":" + base64 + ":")) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            // not base64 at all, refused like base64 that is not canonical
        }
        throw malformed("has a byte sequence that is not canonical base64");
    }

    private char next() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean take(char wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw malformed("must have '" + wanted + "' at character " + (at + 1));
        }
    }

    private void skipBlanks() {
        while (next() == ' ') {
            at++;
        }
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private MalformedMessageException malformed(String problem) {
        return new MalformedMessageException(name, problem);
    }

    private interface Item<T> {
        T read(StructuredField field);
    }
}
