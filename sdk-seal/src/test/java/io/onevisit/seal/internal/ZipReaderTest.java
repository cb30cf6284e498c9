package io.onevisit.seal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.SealOffice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F1: the container, and the ways to make two readers open it differently. */
class ZipReaderTest {
    private static final Bytes TEXT = SealOffice.utf8("版式文件".repeat(50));
    /** More than a reader keeps. */
    private static final Bytes LARGE = SealOffice.utf8("版式文件".repeat(6000));

    @Test
    void opens_what_the_jdk_packs() {
        Map<String, Bytes> files = files("OFD.xml", "Doc_0/Document.xml", "Doc_0/附件.dat");

        assertThat(Containers.read(ZipWriter.write(files).toArray())).isEqualTo(files);
    }

    @Test
    void the_jdk_opens_what_is_written_and_sees_the_same() throws IOException {
        Map<String, Bytes> files = files("OFD.xml", "Doc_0/Document.xml");
        Map<String, Bytes> seen = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(ZipWriter.write(files).toArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                seen.put(entry.getName(), Bytes.of(zip.readAllBytes()));
            }
        }

        assertThat(seen).isEqualTo(files);
    }

    @Test
    void the_same_files_give_the_same_octets() {
        Map<String, Bytes> files = files("OFD.xml", "a/b");

        assertThat(ZipWriter.write(files)).isEqualTo(ZipWriter.write(new LinkedHashMap<>(files)));
    }

    @Test
    void opens_stored_entries_descriptors_and_folders() {
        RawZip zip = new RawZip()
                .stored("a", TEXT)
                .folder("b/")
                .described("b/c", TEXT, true)
                .described("d", TEXT, false);

        assertThat(Containers.read(zip.octets())).containsOnlyKeys("a", "b/c", "d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../OFD.xml",
                "a/../OFD.xml",
                "/OFD.xml",
                "a//b",
                "./OFD.xml",
                "a/./b",
                "a\\b",
                "C:/x",
                "a/ /b",
                "a\nb",
                "..",
                "/",
                "e\u0301", // decomposed é
            })
    void refuses_a_name_that_is_no_plain_path(String name) {
        refuses(new RawZip().stored(name, TEXT));
    }

    @Test
    void refuses_a_name_that_is_empty_or_too_long() {
        refuses(new RawZip().stored("", TEXT));
        refuses(new RawZip().stored("a".repeat(257), TEXT));
    }

    @ParameterizedTest
    @CsvSource({"OFD.xml, OFD.xml", "OFD.xml, ofd.XML", "a, a/"})
    void refuses_a_name_twice(String one, String other) {
        RawZip zip = new RawZip().stored(one, TEXT);

        refuses(other.endsWith("/") ? zip.folder(other) : zip.stored(other, TEXT));
    }

    @Test
    void refuses_a_local_header_with_another_name() {
        refuses(new RawZip().stored("OFD.xml", TEXT).patch(30, 'X'));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 8, 14, 18, 22, 26, 28})
    void refuses_a_local_header_that_differs_from_the_directory(int field) {
        refuses(new RawZip().stored("OFD.xml", TEXT).patch(field, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 10, 16, 20, 24, 28, 30, 32, 34, 42})
    void refuses_a_directory_that_differs_from_the_entries(int field) {
        RawZip zip = new RawZip().stored("OFD.xml", TEXT);

        refuses(zip.patch(zip.directory() + field, 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 6, 8, 10, 12, 16, 20})
    void refuses_an_end_that_differs_from_the_directory(int field) {
        RawZip zip = new RawZip().stored("OFD.xml", TEXT);

        refuses(zip.patch(zip.octets().length - 22 + field, 9));
    }

    @Test
    void refuses_a_descriptor_that_differs_from_the_directory() {
        RawZip zip = new RawZip().described("OFD.xml", TEXT, true);

        refuses(zip.patch(zip.directory() - 4, 1));
    }

    @Test
    void refuses_an_encrypted_entry() {
        refuses(new RawZip().flags(1).stored("OFD.xml", TEXT));
    }

    @Test
    void refuses_a_stored_entry_with_its_size_in_a_descriptor() {
        refuses(new RawZip().storedDescribed("OFD.xml", TEXT));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xa1ff0000, // a symbolic link
                0x61ff0000, // a device
                0xc1ff0000, // a socket
                0x41ff0000, // a folder by the name of a file
                0x00000010, // a folder in the eyes of DOS
                0x00000008, // a label
            })
    void refuses_what_is_no_plain_file(int attributes) {
        refuses(new RawZip().attributes(attributes).stored("OFD.xml", TEXT));
    }

    @Test
    void refuses_a_file_by_the_name_of_a_folder() {
        refuses(new RawZip().attributes(0x81ff0000).folder("a/"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x81a40000, 0x00000020, 0x00000001})
    void allows_the_attributes_of_plain_files(int attributes) {
        RawZip zip = new RawZip().attributes(attributes).stored("OFD.xml", TEXT);

        assertThat(Containers.read(zip.octets())).containsOnlyKeys("OFD.xml");
    }

    @Test
    void allows_the_attributes_of_folders() {
        RawZip zip =
                new RawZip().attributes(0x41ff0010).folder("a/").attributes(0).stored("a/b", TEXT);

        assertThat(Containers.read(zip.octets())).containsOnlyKeys("a/b");
    }

    @Test
    void refuses_a_folder_with_content() {
        refuses(new RawZip().stored("a/", TEXT));
    }

    @ParameterizedTest
    @CsvSource({"a, a/b", "a/b, a", "A, a/b", "a/b/c, a/b"})
    void refuses_a_file_with_files_inside(String one, String other) {
        refuses(new RawZip().stored(one, TEXT).stored(other, TEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0001, 0x7075, 0x6375, 0x0017, 0x9901, 0x000d, 0x756e})
    void refuses_zip64_second_names_and_encryption_in_extra_fields(int id) {
        refuses(new RawZip().localExtra(id).stored("OFD.xml", TEXT));
        refuses(new RawZip().centralExtra(id).stored("OFD.xml", TEXT));
    }

    @Test
    void refuses_an_extra_field_that_is_cut_off() {
        RawZip zip = new RawZip().localExtra(0x5455).stored("OFD.xml", TEXT);

        refuses(zip.patch(30 + "OFD.xml".length() + 2, 9));
    }

    @Test
    void allows_a_time_in_extra_fields() {
        RawZip zip = new RawZip().localExtra(0x5455).centralExtra(0x5455).stored("OFD.xml", TEXT);

        assertThat(Containers.read(zip.octets())).containsOnlyKeys("OFD.xml");
    }

    @Test
    void refuses_zip64_sizes() {
        RawZip zip = new RawZip().stored("OFD.xml", TEXT);
        for (int i = 0; i < 4; i++) {
            zip.patch(zip.directory() + 20 + i, 0xff).patch(18 + i, 0xff);
        }

        refuses(zip);
    }

    @Test
    void refuses_octets_before_between_and_after() {
        byte[] zip = new RawZip().stored("OFD.xml", TEXT).stored("b", TEXT).octets();

        refuses(join(new byte[1], zip));
        refuses(join(zip, new byte[1]));
        refuses(new RawZip().stored("OFD.xml", TEXT).gap().stored("b", TEXT));
        refuses(new RawZip().stored("OFD.xml", TEXT).gap());
    }

    @Test
    void refuses_a_zip_before_or_after_another() {
        byte[] one = new RawZip().stored("OFD.xml", TEXT).octets();
        byte[] other = new RawZip().stored("OFD.xml", SealOffice.utf8("另一份")).octets();

        refuses(join(one, other));
    }

    @Test
    void refuses_a_comment() {
        byte[] zip = new RawZip().stored("OFD.xml", TEXT).octets();
        byte[] commented = Arrays.copyOf(zip, zip.length + 1);
        commented[zip.length - 2] = 1;

        refuses(commented);
    }

    @Test
    void refuses_a_zip_cut_off_anywhere() {
        byte[] zip = ZipWriter.write(files("OFD.xml", "b")).toArray();
        for (int length = 0; length < zip.length; length++) {
            refuses(Arrays.copyOf(zip, length));
        }
    }

    @Test
    void refuses_a_bomb() throws IOException {
        refuses(packed("OFD.xml", new byte[16 * 1024 * 1024]));
    }

    @Test
    void refuses_a_bomb_beside_honest_files() {
        byte[] honest = new byte[200_000];
        new Random(3).nextBytes(honest);
        Bytes bomb = Bytes.of(new byte[16 * 1024 * 1024]);

        refuses(new RawZip().stored("honest", Bytes.of(honest)).packed("bomb", bomb, RawZip.deflated(bomb)));
    }

    @Test
    void refuses_an_entry_that_expands_to_more_or_less_than_it_says() {
        Bytes packed = RawZip.deflated(TEXT);
        byte[] text = TEXT.toArray();

        refuses(new RawZip().packed("a", Bytes.of(Arrays.copyOf(text, text.length - 1)), packed));
        refuses(new RawZip().packed("a", Bytes.of(Arrays.copyOf(text, text.length + 1)), packed));
        refuses(new RawZip().packed("a", Bytes.empty(), packed));
    }

    @Test
    void refuses_octets_hidden_behind_the_packed_ones() {
        byte[] packed = RawZip.deflated(TEXT).toArray();

        refuses(new RawZip().packed("a", TEXT, Bytes.of(Arrays.copyOf(packed, packed.length + 1))));
        refuses(new RawZip().packed("a", TEXT, Bytes.of(Arrays.copyOf(packed, packed.length - 1))));
    }

    @Test
    void refuses_too_many_entries() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            for (int i = 0; i <= 4096; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
            }
        }

        refuses(octets.toByteArray());
    }

    @Test
    void refuses_what_is_too_large() {
        refuses(new byte[32 * 1024 * 1024 + 1]);
    }

    @Test
    void refuses_many_small_bombs() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            for (int i = 0; i < 4; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
                zip.write(new byte[1024 * 1024]);
            }
        }

        refuses(octets.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"99, 1000, 10, 200", "1000, 599, 10, 200", "1000, 1000, 0, 200"})
    void refuses_what_is_beyond_the_limits_given(int octets, long expanded, int entries, int ratio) {
        byte[] zip = new RawZip().stored("a", TEXT).octets();
        ZipReader.Limits limits = new ZipReader.Limits(octets, expanded, entries, ratio);

        assertThatThrownBy(() -> ZipReader.open(zip, limits)).isInstanceOf(MalformedMessageException.class);
        assertThat(ZipReader.open(zip, new ZipReader.Limits(zip.length, TEXT.length(), 1, 1))
                        .names())
                .containsExactly("a");
    }

    @Test
    void gives_a_file_whole_in_part_and_as_a_digest() {
        for (RawZip raw : List.of(new RawZip().stored("a", TEXT), new RawZip().described("a", TEXT, true))) {
            ZipReader zip = ZipReader.open(raw.octets(), Containers.LIMITS);

            assertThat(zip.content("a", TEXT.length())).isEqualTo(TEXT);
            assertThat(zip.digest("a")).isEqualTo(Bytes.of(Hash.SM3.digest(TEXT.toArray())));
            assertThat(zip.start("a", 7)).isEqualTo(Bytes.of(Arrays.copyOf(TEXT.toArray(), 7)));
            assertThat(zip.start("a", 10_000)).isEqualTo(TEXT);
            assertThatThrownBy(() -> zip.content("a", TEXT.length() - 1)).hasMessageContaining("more than");
            assertThatThrownBy(() -> zip.content("b", 1)).hasMessageContaining("lacks");
        }
    }

    @Test
    void opens_empty_files_however_they_are_packed() {
        RawZip zip = new RawZip()
                .stored("a", Bytes.empty())
                .packed("b", Bytes.empty(), RawZip.deflated(Bytes.empty()))
                .described("c", Bytes.empty(), true);

        assertThat(Containers.read(zip.octets()).values()).containsOnly(Bytes.empty());
    }

    @Test
    void octets_that_their_owner_changes_after_opening_never_come_out() {
        byte[] octets =
                new RawZip().stored("a", LARGE).described("b", LARGE, true).octets();
        ZipReader zip = ZipReader.open(octets, Containers.LIMITS);
        Arrays.fill(octets, (byte) 0);

        assertThatThrownBy(() -> zip.content("a", LARGE.length())).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> zip.content("b", LARGE.length())).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> zip.write("a", OutputStream.nullOutputStream()))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(zip.names()).containsExactly("a", "b");
    }

    @Test
    void a_small_file_stays_as_it_was_opened_whatever_its_owner_changes() throws IOException {
        byte[] octets =
                new RawZip().stored("a", TEXT).described("b", TEXT, true).octets();
        ZipReader zip = ZipReader.open(octets, Containers.LIMITS);
        Arrays.fill(octets, (byte) 0);

        for (String name : zip.names()) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            zip.write(name, written);
            assertThat(written.toByteArray()).isEqualTo(TEXT.toArray());
            assertThat(zip.content(name, TEXT.length())).isEqualTo(TEXT);
            assertThat(zip.start(name, TEXT.length())).isEqualTo(TEXT);
            assertThat(zip.digest(name)).isEqualTo(Bytes.of(Hash.SM3.digest(TEXT.toArray())));
            assertThatThrownBy(() -> zip.content(name, TEXT.length() - 1)).hasMessageContaining("more than");
        }
    }

    @Test
    void keeps_small_files_until_there_is_no_more_room() {
        Bytes file = Bytes.of(new byte[64 * 1024]);
        RawZip many = new RawZip();
        for (int i = 0; i < 5; i++) {
            many.stored("f" + i, file);
        }
        byte[] octets = many.octets();
        ZipReader zip = ZipReader.open(octets, Containers.LIMITS);
        Arrays.fill(octets, (byte) 1);

        for (int i = 0; i < 4; i++) {
            assertThat(zip.content("f" + i, file.length())).isEqualTo(file);
        }
        assertThatThrownBy(() -> zip.content("f4", file.length())).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void octets_changed_to_others_with_the_same_check_value_never_come_out() {
        byte[] honest = LARGE.toArray();
        byte[] octets = new RawZip().stored("a", Bytes.of(honest)).octets();
        ZipReader zip = ZipReader.open(octets, Containers.LIMITS);
        byte[] forged = withCrc(new byte[honest.length - 4], (int) crc(honest));
        System.arraycopy(forged, 0, octets, 31, honest.length);
        assertThat(crc(forged)).isEqualTo(crc(honest));

        assertThatThrownBy(() -> zip.content("a", honest.length)).hasMessageContaining("was changed");
    }

    /** {@code wanted} with four more octets, chosen one by one from behind so that its CRC-32 is {@code target}. */
    private static byte[] withCrc(byte[] wanted, int target) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 1 ? value >>> 1 ^ 0xedb88320 : value >>> 1;
            }
            table[i] = value;
        }
        int[] indexes = new int[4];
        int state = ~target;
        for (int i = 3; i >= 0; i--) {
            int high = state >>> 24;
            indexes[i] = IntStream.range(0, 256)
                    .filter(index -> table[index] >>> 24 == high)
                    .findFirst()
                    .orElseThrow();
            state = (state ^ table[indexes[i]]) << 8 | indexes[i];
        }
        byte[] forged = Arrays.copyOf(wanted, wanted.length + 4);
        int running = ~(int) crc(wanted);
        for (int i = 0; i < 4; i++) {
            forged[wanted.length + i] = (byte) (running ^ indexes[i]);
            running = running >>> 8 ^ table[indexes[i]];
        }
        return forged;
    }

    private static long crc(byte[] octets) {
        CRC32 crc = new CRC32();
        crc.update(octets);
        return crc.getValue();
    }

    @Test
    void random_octets_turned_never_do_worse_than_being_refused() {
        Map<String, Bytes> files = files("OFD.xml", "Doc_0/Document.xml");
        byte[] zip = ZipWriter.write(files).toArray();
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] turned = zip.clone();
            turned[random.nextInt(zip.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(openedOrRefused(turned))
                    .satisfiesAnyOf(
                            opened -> assertThat(opened).isEqualTo(files),
                            opened -> assertThat(opened).isEmpty());
        }
    }

    private static Map<String, Bytes> openedOrRefused(byte[] zip) {
        try {
            return Containers.read(zip);
        } catch (MalformedMessageException e) {
            return Map.of();
        }
    }

    private static Map<String, Bytes> files(String... names) {
        Map<String, Bytes> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, SealOffice.utf8(name.repeat(20)));
        }
        return files;
    }

    private static byte[] packed(String name, byte[] content) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return octets.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private static void refuses(RawZip zip) {
        refuses(zip.octets());
    }

    private static void refuses(byte[] zip) {
        assertThatThrownBy(() -> Containers.read(zip)).isInstanceOf(MalformedMessageException.class);
    }

    /** A container put together octet by octet, so that it can be wrong in any way. */
    private static final class RawZip {
        private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
        private final ByteArrayOutputStream central = new ByteArrayOutputStream();
        private final Map<Integer, Integer> patches = new LinkedHashMap<>();
        private int count;
        private int flags = 1 << 11;
        private int attributes;
        private byte[] localExtra = {};
        private byte[] centralExtra = {};

        RawZip flags(int more) {
            flags |= more;
            return this;
        }

        RawZip attributes(int external) {
            attributes = external;
            return this;
        }

        RawZip localExtra(int id) {
            localExtra = extra(id);
            return this;
        }

        RawZip centralExtra(int id) {
            centralExtra = extra(id);
            return this;
        }

        private static byte[] extra(int id) {
            return new byte[] {(byte) id, (byte) (id >> 8), 4, 0, 1, 2, 3, 4};
        }

        RawZip gap() {
            entries.write(0);
            return this;
        }

        RawZip patch(int position, int octet) {
            patches.put(position, octet);
            return this;
        }

        RawZip folder(String name) {
            return entry(name, Bytes.empty(), 0, Bytes.empty(), flags, new byte[0]);
        }

        RawZip stored(String name, Bytes content) {
            return entry(name, content, 0, content, flags, new byte[0]);
        }

        /** Said to hold {@code content}, whatever the packed octets are. */
        RawZip packed(String name, Bytes content, Bytes packed) {
            return entry(name, content, 8, packed, flags, new byte[0]);
        }

        RawZip storedDescribed(String name, Bytes content) {
            return entry(name, content, 0, content, flags | (1 << 3), descriptor(content, content, true));
        }

        /** Packed, with its sizes after the content; the signature before them is optional. */
        RawZip described(String name, Bytes content, boolean signed) {
            Bytes packed = deflated(content);
            return entry(name, content, 8, packed, flags | (1 << 3), descriptor(content, packed, signed));
        }

        private static byte[] descriptor(Bytes content, Bytes packed, boolean signed) {
            ByteArrayOutputStream descriptor = new ByteArrayOutputStream();
            if (signed) {
                u32(descriptor, 0x08074b50);
            }
            u32(descriptor, crc(content));
            u32(descriptor, packed.length());
            u32(descriptor, content.length());
            return descriptor.toByteArray();
        }

        int directory() {
            return entries.size();
        }

        byte[] octets() {
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            zip.writeBytes(entries.toByteArray());
            zip.writeBytes(central.toByteArray());
            u32(zip, 0x06054b50);
            u32(zip, 0);
            u16(zip, count);
            u16(zip, count);
            u32(zip, central.size());
            u32(zip, entries.size());
            u16(zip, 0);
            byte[] octets = zip.toByteArray();
            patches.forEach((position, octet) -> octets[position] = octet.byteValue());
            return octets;
        }

        private RawZip entry(String name, Bytes content, int method, Bytes packed, int entryFlags, byte[] descriptor) {
            byte[] rawName = name.getBytes(StandardCharsets.UTF_8);
            int offset = entries.size();
            boolean later = descriptor.length > 0;
            u32(entries, 0x04034b50);
            u16(entries, 20);
            common(entries, entryFlags, method, later ? 0 : crc(content), later ? 0 : packed.length());
            u32(entries, later ? 0 : content.length());
            u16(entries, rawName.length);
            u16(entries, localExtra.length);
            entries.writeBytes(rawName);
            entries.writeBytes(localExtra);
            entries.writeBytes(packed.toArray());
            entries.writeBytes(descriptor);
            u32(central, 0x02014b50);
            u32(central, (20 << 16) | 20);
            common(central, entryFlags, method, crc(content), packed.length());
            u32(central, content.length());
            u16(central, rawName.length);
            u16(central, centralExtra.length);
            u32(central, 0);
            u16(central, 0);
            u32(central, attributes);
            u32(central, offset);
            central.writeBytes(rawName);
            central.writeBytes(centralExtra);
            count++;
            return this;
        }

        private static void common(ByteArrayOutputStream out, int flags, int method, int crc, int packed) {
            u16(out, flags);
            u16(out, method);
            u32(out, 0x00210000);
            u32(out, crc);
            u32(out, packed);
        }

        private static int crc(Bytes content) {
            CRC32 crc = new CRC32();
            crc.update(content.toArray());
            return (int) crc.getValue();
        }

        static Bytes deflated(Bytes content) {
            Deflater deflater = new Deflater(9, true);
            deflater.setInput(content.toArray());
            deflater.finish();
            byte[] packed = new byte[content.length() + 100];
            int length = deflater.deflate(packed);
            deflater.end();
            return Bytes.of(Arrays.copyOf(packed, length));
        }

        private static void u16(ByteArrayOutputStream out, int value) {
            out.write(value);
            out.write(value >> 8);
        }

        private static void u32(ByteArrayOutputStream out, int value) {
            u16(out, value);
            u16(out, value >> 16);
        }
    }
}
