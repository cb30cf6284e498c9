package io.onevisit.seal.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A TrueType font made here, in which characters are blocks whose edges are known: good to measure with, of no licence, and
 * the same on every machine. {@code 上} is the upper half of the square alone, {@code 左} the left half, U+3000 has no ink;
 * every other character is the whole square of 1000 by 1000 units, 880 above the base line.
 */
final class BlockFont {
    private static final int TOP = 880;
    private static final int BOTTOM = -120;
    private static final int EM = 1000;

    private final int[] characters;

    private BlockFont(int[] characters) {
        this.characters = characters;
    }

    /** A font that has the characters of {@code text} and no others. */
    static Font of(String text) {
        BlockFont font = new BlockFont(text.codePoints().distinct().sorted().toArray());
        try {
            return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(font.file()));
        } catch (FontFormatException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] file() throws IOException {
        ByteArrayOutputStream glyphs = new ByteArrayOutputStream();
        ByteBuffer places = ByteBuffer.allocate(4 * (characters.length + 2));
        glyphs.write(box(0, EM, BOTTOM, TOP));
        places.putInt(0).putInt(glyphs.size());
        for (int character : characters) {
            glyphs.write(glyph(character));
            places.putInt(glyphs.size());
        }
        Map<String, byte[]> tables = new TreeMap<>();
        tables.put("cmap", characterMap());
        tables.put("glyf", glyphs.toByteArray());
        tables.put("head", head());
        tables.put("hhea", horizontalHeader());
        tables.put("hmtx", advances());
        tables.put("loca", places.array());
        tables.put("maxp", maxima());
        tables.put("name", names());
        tables.put("post", ByteBuffer.allocate(32).putInt(0x00030000).array());
        return joined(tables);
    }

    private static byte[] glyph(int character) {
        return switch (character) {
            case '\u3000' -> new byte[0];
            case '上' -> box(0, EM, TOP - EM / 2, TOP);
            case '左' -> box(0, EM / 2, BOTTOM, TOP);
            default -> box(0, EM, BOTTOM, TOP);
        };
    }

    /** One contour of four points, each a pair of signed words. */
    private static byte[] box(int left, int right, int bottom, int top) {
        ByteBuffer glyph = ByteBuffer.allocate(36);
        glyph.putShort((short) 1);
        shorts(glyph, left, bottom, right, top);
        shorts(glyph, 3, 0);
        glyph.put(new byte[] {1, 1, 1, 1});
        shorts(glyph, left, 0, right - left, 0);
        shorts(glyph, bottom, top - bottom, 0, bottom - top);
        return Arrays.copyOf(glyph.array(), 36);
    }

    /** Format 12: 32-bit characters, each a group of its own. */
    private byte[] characterMap() {
        int length = 16 + 12 * characters.length;
        ByteBuffer map = ByteBuffer.allocate(12 + length);
        shorts(map, 0, 1, 3, 10);
        map.putInt(12);
        shorts(map, 12, 0);
        map.putInt(length).putInt(0).putInt(characters.length);
        for (int i = 0; i < characters.length; i++) {
            map.putInt(characters[i]).putInt(characters[i]).putInt(i + 1);
        }
        return map.array();
    }

    private static byte[] head() {
        ByteBuffer head = ByteBuffer.allocate(54);
        head.putInt(0x00010000).putInt(0x00010000).putInt(0).putInt(0x5f0f3cf5);
        shorts(head, 0, EM);
        head.putLong(0).putLong(0);
        shorts(head, 0, BOTTOM, EM, TOP, 0, 8, 2, 1, 0);
        return head.array();
    }

    private byte[] horizontalHeader() {
        ByteBuffer header = ByteBuffer.allocate(36).putInt(0x00010000);
        shorts(header, TOP, BOTTOM, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, characters.length + 1);
        return header.array();
    }

    private byte[] advances() {
        ByteBuffer advances = ByteBuffer.allocate(4 * (characters.length + 1));
        while (advances.hasRemaining()) {
            shorts(advances, EM, 0);
        }
        return advances.array();
    }

    private byte[] maxima() {
        ByteBuffer maxima = ByteBuffer.allocate(32).putInt(0x00010000);
        shorts(maxima, characters.length + 1, 4, 1, 0, 0, 1);
        return maxima.array();
    }

    private static byte[] names() {
        byte[] name = "Blocks".getBytes(StandardCharsets.UTF_16BE);
        int[] ids = {1, 2, 4, 6};
        ByteBuffer names = ByteBuffer.allocate(6 + 12 * ids.length + name.length);
        shorts(names, 0, ids.length, 6 + 12 * ids.length);
        for (int id : ids) {
            shorts(names, 3, 1, 0x409, id, name.length, 0);
        }
        return names.put(name).array();
    }

    private static byte[] joined(Map<String, byte[]> tables) {
        int offset = 12 + 16 * tables.size();
        ByteBuffer directory = ByteBuffer.allocate(offset).putInt(0x00010000);
        shorts(directory, tables.size(), 128, 3, 16 * tables.size() - 128);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] padded = Arrays.copyOf(table.getValue(), (table.getValue().length + 3) / 4 * 4);
            directory.put(table.getKey().getBytes(StandardCharsets.US_ASCII));
            directory.putInt(sum(padded)).putInt(offset + body.size()).putInt(table.getValue().length);
            body.writeBytes(padded);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(directory.array());
        file.writeBytes(body.toByteArray());
        return file.toByteArray();
    }

    private static int sum(byte[] octets) {
        ByteBuffer words = ByteBuffer.wrap(octets);
        int sum = 0;
        while (words.hasRemaining()) {
            sum += words.getInt();
        }
        return sum;
    }

    private static void shorts(ByteBuffer into, int... values) {
        for (int value : values) {
            into.putShort((short) value);
        }
    }
}
