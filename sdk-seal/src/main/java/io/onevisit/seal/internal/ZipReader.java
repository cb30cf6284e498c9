package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Opens a ZIP container (PKWARE APPNOTE 6.3) in memory, in such a way that every other reader must see the same files:
 * the central directory and the local headers say the same, the entries lie side by side with nothing before, between or
 * after them, each name occurs once. Encryption, ZIP64, several disks and comments are refused.
 */
public final class ZipReader {
    public static final String FORMAT = "OFD container";

    private static final int MAX_OCTETS = 32 * 1024 * 1024;
    private static final int MAX_ENTRIES = 4096;
    private static final int MAX_EXPANDED = 128 * 1024 * 1024;
    private static final int MAX_NAME = 256;
    /** Below this size a file may shrink as well as it can; above it no honest one shrinks more than by the ratio. */
    private static final int RATIO_MATTERS_FROM = 1024 * 1024;

    private static final int MAX_RATIO = 200;

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;

    private static final int HAS_DESCRIPTOR = 1 << 3;
    private static final int UTF_8_NAME = 1 << 11;
    private static final int ALLOWED_FLAGS = 0b110 | HAS_DESCRIPTOR | UTF_8_NAME;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    /** Extra fields that change what an entry is: ZIP64, a second name, a second comment, strong and AES encryption. */
    private static final Set<Integer> REFUSED_EXTRAS = Set.of(0x0001, 0x7075, 0x6375, 0x0017, 0x9901);

    private final ByteBuffer zip;

    private ZipReader(byte[] octets) {
        this.zip = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One line of the central directory. */
    private record Entry(
            Bytes rawName, String name, int flags, int method, int crc, int compressed, int size, int offset) {}

    /**
     * The files by their name, without a leading slash, in the order they lie.
     *
     * @throws MalformedMessageException when two readers could disagree about it, or it is too large
     */
    public static Map<String, Bytes> read(byte[] octets) {
        require(octets.length <= MAX_OCTETS, "has more than " + MAX_OCTETS + " octets");
        return new ZipReader(octets).files();
    }

    private Map<String, Bytes> files() {
        int end = zip.capacity() - END_LENGTH;
        require(end >= 0 && zip.getInt(end) == END_SIGNATURE, "does not end with its directory");
        require(zip.getInt(end + 4) == 0 && u16(end + 20) == 0, "is split or has a comment");
        int count = u16(end + 10);
        require(count == u16(end + 8) && count <= MAX_ENTRIES, "has a wrong number of entries or too many");
        int directory = offset(end + 16);
        require((long) directory + u32(end + 12) == end, "has octets beside its directory");
        List<Entry> entries = entries(directory, end, count);
        requireUniqueNames(entries);
        requireSumWithinBounds(entries);
        return expand(entries, directory);
    }

    private List<Entry> entries(int directory, int end, int count) {
        List<Entry> entries = new ArrayList<>(count);
        int position = directory;
        for (int i = 0; i < count; i++) {
            require(position + CENTRAL_LENGTH <= end, "has a directory that is cut off");
            require(zip.getInt(position) == CENTRAL_SIGNATURE, "has a directory that is broken");
            int nameLength = u16(position + 28);
            int extraLength = u16(position + 30);
            require(u16(position + 32) == 0, "has an entry with a comment");
            require(u16(position + 34) == 0, "has an entry on another disk");
            int next = position + CENTRAL_LENGTH + nameLength + extraLength;
            require(next <= end, "has a directory that is cut off");
            entries.add(entry(position, nameLength));
            requireHarmlessExtras(next - extraLength, next);
            position = next;
        }
        require(position == end, "has octets beside its directory");
        return entries;
    }

    private Entry entry(int position, int nameLength) {
        byte[] rawName = octets(position + CENTRAL_LENGTH, nameLength);
        int flags = u16(position + 8);
        int method = u16(position + 10);
        require((flags & ~ALLOWED_FLAGS) == 0, "has an entry that is encrypted or patched");
        require(method == STORED || method == DEFLATED, "has an entry that is packed in an unknown way");
        require(method == DEFLATED || (flags & HAS_DESCRIPTOR) == 0, "has a stored entry without its size");
        Entry entry = new Entry(
                Bytes.of(rawName),
                name(rawName, (flags & UTF_8_NAME) != 0),
                flags,
                method,
                zip.getInt(position + 16),
                offset(position + 20),
                offset(position + 24),
                offset(position + 42));
        require(method == DEFLATED || entry.compressed == entry.size, "has a stored entry of two sizes");
        return entry;
    }

    private static String name(byte[] raw, boolean utf8) {
        require(raw.length >= 1 && raw.length <= MAX_NAME, "has a name that is empty or too long");
        String name;
        try {
            name = (utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(FORMAT, "has a name in the wrong character set");
        }
        require(name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c)), "has an unsafe name");
        require(Normalizer.isNormalized(name, Normalizer.Form.NFC), "has a name that is not normalised");
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String step : path.split("/", -1)) {
            require(!step.isBlank() && !step.equals(".") && !step.equals(".."), "has a name that is no plain path");
        }
        return name;
    }

    private static void requireUniqueNames(List<Entry> entries) {
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            String plain = entry.name.endsWith("/") ? entry.name.substring(0, entry.name.length() - 1) : entry.name;
            require(seen.add(plain.toLowerCase(Locale.ROOT)), "has a name twice");
        }
    }

    private static void requireSumWithinBounds(List<Entry> entries) {
        long sum = 0;
        for (Entry entry : entries) {
            require(
                    entry.size <= RATIO_MATTERS_FROM || entry.size / MAX_RATIO <= entry.compressed,
                    "has an entry that expands beyond reason");
            sum += entry.size;
        }
        require(sum <= MAX_EXPANDED, "expands to more than " + MAX_EXPANDED + " octets");
    }

    private Map<String, Bytes> expand(List<Entry> entries, int directory) {
        Map<String, Bytes> files = new LinkedHashMap<>();
        int position = 0;
        for (Entry entry :
                entries.stream().sorted(Comparator.comparingInt(Entry::offset)).toList()) {
            require(entry.offset == position, "has entries that overlap or leave gaps");
            int content = requireSameLocalHeader(entry, directory);
            byte[] expanded = expand(entry, content, directory);
            if (entry.name.endsWith("/")) {
                require(expanded.length == 0, "has a folder with content");
            } else {
                files.put(entry.name, Bytes.of(expanded));
            }
            position = endOf(entry, content + entry.compressed, directory);
        }
        require(position == directory, "has octets between its entries and its directory");
        return files;
    }

    private int requireSameLocalHeader(Entry entry, int directory) {
        int at = entry.offset;
        require((long) at + LOCAL_LENGTH <= directory, "has an entry outside its bounds");
        require(zip.getInt(at) == LOCAL_SIGNATURE, "has an entry without a header");
        int nameEnd = at + LOCAL_LENGTH + u16(at + 26);
        int content = nameEnd + u16(at + 28);
        require(content <= directory, "has an entry outside its bounds");
        require(
                u16(at + 6) == entry.flags
                        && u16(at + 8) == entry.method
                        && Bytes.of(octets(at + LOCAL_LENGTH, u16(at + 26))).equals(entry.rawName),
                "has a header that differs from its directory");
        boolean later = (entry.flags & HAS_DESCRIPTOR) != 0;
        require(
                zip.getInt(at + 14) == (later ? 0 : entry.crc)
                        && zip.getInt(at + 18) == (later ? 0 : entry.compressed)
                        && zip.getInt(at + 22) == (later ? 0 : entry.size),
                "has a header that differs from its directory");
        requireHarmlessExtras(nameEnd, content);
        return content;
    }

    private byte[] expand(Entry entry, int content, int directory) {
        require((long) content + entry.compressed <= directory, "has an entry outside its bounds");
        byte[] expanded = entry.method == STORED ? octets(content, entry.size) : inflate(entry, content);
        CRC32 crc = new CRC32();
        crc.update(expanded);
        require((int) crc.getValue() == entry.crc, "has an entry with a wrong check value");
        return expanded;
    }

    private byte[] inflate(Entry entry, int content) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(zip.array(), content, entry.compressed);
            byte[] expanded = new byte[entry.size];
            int length = 0;
            while (length < expanded.length && !inflater.needsInput() && !inflater.finished()) {
                length += inflater.inflate(expanded, length, expanded.length - length);
            }
            boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
            require(
                    length == entry.size && !more && inflater.finished() && inflater.getRemaining() == 0,
                    "has an entry of another size than it says");
            return expanded;
        } catch (DataFormatException e) {
            throw new MalformedMessageException(FORMAT, "has an entry that cannot be unpacked");
        } finally {
            inflater.end();
        }
    }

    /** Steps over the data descriptor, which may or may not begin with a signature of its own. */
    private int endOf(Entry entry, int contentEnd, int directory) {
        if ((entry.flags & HAS_DESCRIPTOR) == 0) {
            return contentEnd;
        }
        require(contentEnd + 12 <= directory, "has an entry that is cut off");
        int start = zip.getInt(contentEnd) == DESCRIPTOR_SIGNATURE ? contentEnd + 4 : contentEnd;
        require(start + 12 <= directory, "has an entry that is cut off");
        require(
                zip.getInt(start) == entry.crc
                        && zip.getInt(start + 4) == entry.compressed
                        && zip.getInt(start + 8) == entry.size,
                "has a descriptor that differs from its directory");
        return start + 12;
    }

    private void requireHarmlessExtras(int start, int end) {
        int position = start;
        while (position < end) {
            require(position + 4 <= end, "has an extra field that is cut off");
            require(!REFUSED_EXTRAS.contains(u16(position)), "has an entry that is ZIP64, encrypted or named twice");
            position += 4 + u16(position + 2);
        }
        require(position == end, "has an extra field that is cut off");
    }

    private byte[] octets(int position, int length) {
        byte[] octets = new byte[length];
        zip.get(position, octets);
        return octets;
    }

    private int u16(int position) {
        return zip.getShort(position) & 0xffff;
    }

    private long u32(int position) {
        return zip.getInt(position) & 0xffffffffL;
    }

    /** A size or place; ZIP64's marker is out of bounds like anything else that is too large. */
    private int offset(int position) {
        long value = u32(position);
        require(value <= MAX_EXPANDED, "has an entry outside its bounds");
        return (int) value;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(FORMAT, problem);
        }
    }
}
