package io.onevisit.seal.internal;

import io.onevisit.core.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a page needs to know of an OpenType or TrueType font (ISO/IEC 14496-22): which characters it has, how wide they
 * are, how far they reach up and down, and whether it may be embedded. The table directory and the tables read here are
 * checked; outlines are not.
 */
public final class OpenType {
    /** The most octets a font may have. */
    public static final int MAX_OCTETS = 32 * 1024 * 1024;

    private static final int TRUE_TYPE = 0x00010000;
    private static final int APPLE_TRUE_TYPE = 0x74727565;
    private static final int POSTSCRIPT = 0x4f54544f;
    private static final int HEAD_MAGIC = 0x5f0f3cf5;
    private static final int MAX_TABLES = 64;

    /** Of {@code fsType}: the usage bits, the one that forbids embedding, and bitmaps only. */
    private static final int USAGE = 0x000e;

    private static final int RESTRICTED = 0x0002;
    private static final int BITMAPS_ONLY = 0x0200;

    private final Map<String, ByteBuffer> tables;
    private final boolean postscript;
    private final int unitsPerEm;
    private final int glyphs;
    private final int widths;
    private final CharacterMap characters;

    private OpenType(ByteBuffer font) {
        int version = font.remaining() < 12 ? 0 : font.getInt(0);
        this.postscript = version == POSTSCRIPT;
        require(postscript || version == TRUE_TYPE || version == APPLE_TRUE_TYPE, "is no single OpenType font");
        this.tables = tables(font);
        requireOutlines();
        ByteBuffer head = table("head", 54);
        require(head.getInt(12) == HEAD_MAGIC, "has another magic number in head");
        this.unitsPerEm = u16(head, 18);
        require(unitsPerEm >= 16 && unitsPerEm <= 16384, "has units per em out of range");
        this.glyphs = u16(table("maxp", 6), 4);
        this.widths = u16(table("hhea", 36), 34);
        require(widths >= 1 && widths <= glyphs, "has a wrong number of widths");
        table("hmtx", 4 * widths + 2 * (glyphs - widths));
        require(ascent() > 0 && ascent() <= 4 && descent() >= 0 && descent() <= 4, "reaches out of range");
        requireEmbeddable(u16(table("OS/2", 78), 8));
        this.characters = CharacterMap.of(table("cmap", 4));
    }

    /**
     * Reads a font, whose octets are used where they are and must not change.
     *
     * @throws MalformedMessageException when it is none of at most 32 MiB, a collection, or forbids to be embedded
     */
    public static OpenType read(byte[] font) {
        require(font.length <= MAX_OCTETS, "has more than 32 MiB");
        return new OpenType(ByteBuffer.wrap(font));
    }

    /** True when its outlines are PostScript's, {@code CFF}. */
    public boolean isPostscript() {
        return postscript;
    }

    /** True when it has a glyph for this character. */
    public boolean has(int codePoint) {
        return glyph(codePoint) != 0;
    }

    /** How wide a character is, in parts of the font's size. */
    public double width(int codePoint) {
        int line = Math.min(glyph(codePoint), widths - 1);
        return u16(table("hmtx", 0), 4 * line) / (double) unitsPerEm;
    }

    /** How far it reaches above the line, in parts of the font's size. */
    public double ascent() {
        return table("hhea", 36).getShort(4) / (double) unitsPerEm;
    }

    /** How far it reaches below the line, in parts of the font's size. */
    public double descent() {
        return -table("hhea", 36).getShort(6) / (double) unitsPerEm;
    }

    private int glyph(int codePoint) {
        int glyph = characters.glyph(codePoint);
        return glyph < glyphs ? glyph : 0;
    }

    private static Map<String, ByteBuffer> tables(ByteBuffer font) {
        int count = u16(font, 4);
        int directory = 12 + 16 * count;
        require(count <= MAX_TABLES && directory <= font.remaining(), "has too many tables");
        Map<String, ByteBuffer> tables = new HashMap<>();
        List<int[]> places = new ArrayList<>();
        for (int entry = 12; entry < directory; entry += 16) {
            byte[] tag = new byte[4];
            font.get(entry, tag);
            int offset = font.getInt(entry + 8);
            int length = font.getInt(entry + 12);
            boolean inside = offset >= directory && length >= 0 && length <= font.remaining() - offset;
            require(inside, "has a table outside its bounds");
            places.add(new int[] {offset, offset + length});
            boolean first =
                    tables.put(new String(tag, StandardCharsets.ISO_8859_1), font.slice(offset, length)) == null;
            require(first, "has a table twice");
        }
        requireApart(places);
        return Map.copyOf(tables);
    }

    private static void requireApart(List<int[]> places) {
        places.sort(Comparator.comparingInt(place -> place[0]));
        for (int i = 1; i < places.size(); i++) {
            require(places.get(i - 1)[1] <= places.get(i)[0], "has tables that overlap");
        }
    }

    private void requireOutlines() {
        boolean outlines = postscript
                ? tables.containsKey("CFF ") || tables.containsKey("CFF2")
                : tables.containsKey("glyf") && tables.containsKey("loca");
        require(outlines, "has no outlines");
    }

    /** Of several usage bits, which old fonts have, the least restrictive counts (OS/2, {@code fsType}). */
    private static void requireEmbeddable(int fsType) {
        require((fsType & USAGE) != RESTRICTED && (fsType & BITMAPS_ONLY) == 0, "forbids to be embedded");
    }

    private ByteBuffer table(String tag, int minimum) {
        ByteBuffer table = tables.get(tag);
        require(table != null && table.remaining() >= minimum, "lacks a table or has one that is cut off");
        return Objects.requireNonNull(table);
    }

    static int u16(ByteBuffer octets, int position) {
        return octets.getShort(position) & 0xffff;
    }

    static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException("font", problem);
        }
    }
}
