package io.onevisit.seal.internal;

import static io.onevisit.seal.internal.OpenType.require;
import static io.onevisit.seal.internal.OpenType.u16;

import java.nio.ByteBuffer;
import java.util.Objects;

/** {@code cmap} of ISO/IEC 14496-22, for Unicode: format 12, which has all planes, else format 4. */
sealed interface CharacterMap {
    /** The number of the glyph for a character; 0 for none. */
    int glyph(int codePoint);

    static CharacterMap of(ByteBuffer cmap) {
        int count = u16(cmap, 2);
        require(4 + 8 * count <= cmap.remaining(), "has a character map that is cut off");
        ByteBuffer basic = null;
        for (int i = 0; i < count; i++) {
            ByteBuffer map = subtable(cmap, cmap.getInt(4 + 8 * i + 4));
            boolean unicode = isUnicode(u16(cmap, 4 + 8 * i), u16(cmap, 4 + 8 * i + 2));
            if (unicode && u16(map, 0) == Segments.FORMAT) {
                basic = map;
            } else if (unicode && u16(map, 0) == Groups.FORMAT) {
                return Groups.of(map);
            }
        }
        require(basic != null, "has no character map for Unicode");
        return Segments.of(Objects.requireNonNull(basic));
    }

    private static boolean isUnicode(int platform, int encoding) {
        return platform == 0 ? encoding != 5 : platform == 3 && (encoding == 1 || encoding == 10);
    }

    private static ByteBuffer subtable(ByteBuffer cmap, int offset) {
        require(offset >= 4 && offset <= cmap.remaining() - 16, "has a character map outside its bounds");
        return cmap.slice(offset, cmap.remaining() - offset);
    }

    /** Format 4: segments of the basic plane, each with a difference or a list of glyphs. */
    record Segments(ByteBuffer map, int count) implements CharacterMap {
        static final int FORMAT = 4;

        static Segments of(ByteBuffer map) {
            int count = u16(map, 6) / 2;
            require(count >= 1 && 16 + 8 * count <= map.remaining(), "has a character map that is cut off");
            return new Segments(map, count);
        }

        @Override
        public int glyph(int codePoint) {
            int segment = 0;
            while (segment < count && u16(map, 14 + 2 * segment) < codePoint) {
                segment++;
            }
            int start = 16 + 2 * count + 2 * segment;
            return segment < count && u16(map, start) <= codePoint ? glyph(codePoint, start) : 0;
        }

        private int glyph(int codePoint, int start) {
            int delta = u16(map, start + 2 * count);
            int range = start + 4 * count;
            int offset = u16(map, range);
            if (offset == 0) {
                return codePoint + delta & 0xffff;
            }
            int place = range + offset + 2 * (codePoint - u16(map, start));
            int glyph = place + 2 <= map.remaining() ? u16(map, place) : 0;
            return glyph == 0 ? 0 : glyph + delta & 0xffff;
        }
    }

    /** Format 12: groups of all planes. */
    record Groups(ByteBuffer map, int count) implements CharacterMap {
        static final int FORMAT = 12;

        static Groups of(ByteBuffer map) {
            int count = map.getInt(12);
            boolean whole = count >= 0 && count <= (map.remaining() - 16) / 12;
            require(whole, "has a character map that is cut off");
            return new Groups(map, count);
        }

        @Override
        public int glyph(int codePoint) {
            for (int group = 16; group < 16 + 12 * count; group += 12) {
                int start = map.getInt(group);
                if (start <= codePoint && codePoint <= map.getInt(group + 4)) {
                    return map.getInt(group + 8) + codePoint - start & 0xffff;
                }
            }
            return 0;
        }
    }
}
