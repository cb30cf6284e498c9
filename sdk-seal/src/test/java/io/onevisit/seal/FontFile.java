package io.onevisit.seal;

import io.onevisit.core.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small TrueType font made for these tests: every glyph is a box that stands on the line, 700 units high; A is 700
 * wide, 中 1000 and 𠮷 1200, each box 100 less on either side. 1000 units per em.
 */
public final class FontFile {
    private static final int[] WIDTHS = {500, 700, 1000, 1200};
    private static final int GLYPH = 34;

    private final Map<String, byte[]> tables = new TreeMap<>();
    private int version = 0x00010000;

    /** The font as it should be. */
    public FontFile() {
        table(
                "head",
                octets(54)
                        .putInt(0, 0x00010000)
                        .putInt(12, 0x5f0f3cf5)
                        .putShort(18, (short) 1000)
                        .putShort(40, (short) 1200)
                        .putShort(42, (short) 700)
                        .putShort(50, (short) 1));
        table(
                "hhea",
                octets(36)
                        .putInt(0, 0x00010000)
                        .putShort(4, (short) 900)
                        .putShort(6, (short) -200)
                        .putShort(10, (short) 1200)
                        .putShort(34, (short) WIDTHS.length));
        table(
                "maxp",
                octets(32)
                        .putInt(0, 0x00010000)
                        .putShort(4, (short) WIDTHS.length)
                        .putShort(6, (short) 4)
                        .putShort(8, (short) 1)
                        .putShort(14, (short) 2));
        table("OS/2", octets(96).putShort(0, (short) 4));
        ByteBuffer hmtx = octets(4 * WIDTHS.length);
        ByteBuffer loca = octets(4 * (WIDTHS.length + 1));
        ByteBuffer glyf = octets(GLYPH * WIDTHS.length);
        for (int i = 0; i < WIDTHS.length; i++) {
            hmtx.putShort((short) WIDTHS[i]).putShort((short) 100);
            loca.putInt(i * GLYPH);
            box(glyf, WIDTHS[i] - 100);
        }
        table("hmtx", hmtx);
        table("loca", loca.putInt(GLYPH * WIDTHS.length));
        table("glyf", glyf);
        table("cmap", allPlanes());
        table("name", octets(6).putShort(4, (short) 6));
        table("post", octets(32).putInt(0, 0x00030000));
    }

    private static void box(ByteBuffer glyf, int right) {
        for (int value : new int[] {1, 100, 0, right, 700, 3, 0}) {
            glyf.putShort((short) value);
        }
        glyf.put(new byte[] {1, 1, 1, 1});
        for (int value : new int[] {100, right - 100, 0, 100 - right, 0, 0, 700, 0}) {
            glyf.putShort((short) value);
        }
    }

    /** Format 12 with A, 中 and 𠮷. */
    private static ByteBuffer allPlanes() {
        ByteBuffer map = octets(12 + 16 + 3 * 12);
        map.putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 3)
                .putShort((short) 10)
                .putInt(12);
        map.putShort((short) 12)
                .putShort((short) 0)
                .putInt(16 + 3 * 12)
                .putInt(0)
                .putInt(3);
        return map.putInt('A')
                .putInt('A')
                .putInt(1)
                .putInt('中')
                .putInt('中')
                .putInt(2)
                .putInt(0x20bb7)
                .putInt(0x20bb7)
                .putInt(3);
    }

    /** The same with a character map of format 4: A by a difference, 中 by a list. */
    public FontFile withBasicPlane() {
        ByteBuffer map = octets(12 + 16 + 3 * 8 + 2);
        map.putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 3)
                .putShort((short) 1)
                .putInt(12);
        for (int value :
                new int[] {4, 42, 0, 6, 4, 1, 2, 'A', '中', 0xffff, 0, 'A', '中', 0xffff, 1 - 'A', 0, 1, 0, 4, 0, 2}) {
            map.putShort((short) value);
        }
        return table("cmap", map);
    }

    /** The same with {@code fsType} in its OS/2 table. */
    public FontFile permitting(int fsType) {
        return table("OS/2", octets(96).putShort(0, (short) 4).putShort(8, (short) fsType));
    }

    /** The same with another version in front. */
    public FontFile version(int other) {
        version = other;
        return this;
    }

    /** The same without a table. */
    public FontFile without(String tag) {
        tables.remove(tag);
        return this;
    }

    /** The same with another content of a table. */
    public FontFile table(String tag, ByteBuffer content) {
        byte[] octets = new byte[content.capacity()];
        content.get(0, octets);
        tables.put(tag, octets);
        return this;
    }

    /** The same with 16 bits of a table changed. */
    public FontFile with(String tag, int position, int value) {
        ByteBuffer.wrap(tables.get(tag)).putShort(position, (short) value);
        return this;
    }

    /** The same with a table cut off. */
    public FontFile cut(String tag, int length) {
        tables.put(tag, Arrays.copyOf(tables.get(tag), length));
        return this;
    }

    /** The font in octets. */
    public Bytes bytes() {
        int size = 12 + 16 * tables.size();
        int offset = size;
        for (byte[] table : tables.values()) {
            size += padded(table.length);
        }
        ByteBuffer font = octets(size);
        font.putInt(version).putShort((short) tables.size()).position(12);
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            font.put(table.getKey().getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(0)
                    .putInt(offset);
            font.putInt(table.getValue().length);
            font.put(offset, table.getValue());
            offset += padded(table.getValue().length);
        }
        byte[] octets = new byte[size];
        font.get(0, octets);
        return Bytes.of(octets);
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private static ByteBuffer octets(int length) {
        return ByteBuffer.allocate(length);
    }
}
