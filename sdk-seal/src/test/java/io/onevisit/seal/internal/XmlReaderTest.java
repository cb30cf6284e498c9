package io.onevisit.seal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.SealOffice;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F2: XML without a document type, bounded. */
class XmlReaderTest {
    private static final String OPEN = "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'>";
    private static final String CLOSE = "</ofd:OFD>";

    @Test
    void reads_what_is_written() {
        XmlElement root = XmlElement.of("OFD", XmlElement.ofText("Title", "许可 <&>\"' \u00a0𠮷"))
                .with("Name", "a \"b\" <c> & 'd'\n");

        assertThat(XmlReader.read(XmlWriter.write(root), "OFD")).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x>" + OPEN + CLOSE,
                "<!DOCTYPE x [<!ENTITY a 'b'>]>" + OPEN + "&a;" + CLOSE,
                "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + OPEN + CLOSE,
                "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + OPEN + "&a;" + CLOSE,
                OPEN + "&unknown;" + CLOSE,
                OPEN + "<?php ?>" + CLOSE,
                "<?xml version='1.1'?>" + OPEN + CLOSE,
                "<?xml version='1.0' encoding='UTF-16'?>" + OPEN + CLOSE,
                "<?xml version='1.0' encoding='GBK'?>" + OPEN + CLOSE,
                OPEN,
                OPEN + CLOSE + OPEN + CLOSE,
                OPEN + CLOSE + "x",
                "<OFD/>",
                "<x:OFD xmlns:x='http://www.ofdspec.org/2017'/>",
                "<ofd:Other xmlns:ofd='http://www.ofdspec.org/2016'/>",
                OPEN + "<x:a xmlns:x='other'/>" + CLOSE,
                "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' ofd:ID='1'/>",
                "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' ID='1' ID='2'/>",
                "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' xmlns:ofd='http://www.ofdspec.org/2016'/>",
                "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' xmlns:x='http://www.ofdspec.org/2016' x:ID='1' ID='1'/>",
                "<ofd:OFD xmlns:ofd='HTTP://www.ofdspec.org/2016'/>",
                "<ofd:OFD xmlns:ofd='http://www.ofdspec.org'/>",
                "<ofd:OFD/>",
                "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' xml:base='http://example.org/'/>",
                OPEN + "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>" + CLOSE,
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;'>]>"
                        + OPEN + "&c;&c;" + CLOSE,
                "<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://127.0.0.1:1/'> %a;]>" + OPEN + CLOSE,
                " <?xml version='1.0'?>" + OPEN + CLOSE,
                OPEN + "&#0;" + CLOSE,
                OPEN + "&#xFFFE;" + CLOSE,
                OPEN + "<![CDATA[x]]><ofd:a/>" + CLOSE,
                OPEN + "text<ofd:a/>" + CLOSE,
                "",
            })
    void refuses(String xml) {
        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8(xml), "OFD"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "GBK"})
    void refuses_another_encoding(String encoding) {
        byte[] octets = (OPEN + "许可" + CLOSE).getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> XmlReader.read(Bytes.of(octets), "OFD")).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void passes_over_one_byte_order_mark() {
        assertThat(XmlReader.read(SealOffice.utf8("\ufeff" + OPEN + CLOSE), "OFD")
                        .name())
                .isEqualTo("OFD");
        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8("\ufeff\ufeff" + OPEN + CLOSE), "OFD"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void leaves_out_what_is_skipped_but_not_without_looking() {
        String content = OPEN + "<ofd:a x='1'><y xmlns=''>text<ofd:b/></y></ofd:a><ofd:c/>" + CLOSE;
        XmlElement root = XmlReader.read(SealOffice.utf8(content), "OFD", Set.of("a"));

        assertThat(root.children()).containsExactly(XmlElement.of("a").with("x", "1"), XmlElement.of("c"));
        for (String bad :
                List.of("<ofd:d>".repeat(63) + "</ofd:d>".repeat(63), "<?php ?>", "&e;", "<ofd:d>", "</ofd:a>")) {
            Bytes xml = SealOffice.utf8(OPEN + "<ofd:a>" + bad + "</ofd:a>" + CLOSE);
            assertThatThrownBy(() -> XmlReader.read(xml, "OFD", Set.of("a")))
                    .as(bad)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void counts_attributes_as_it_counts_elements() {
        String wide = OPEN + "<ofd:a x='1' y='2' z='3'/>".repeat(100_000) + CLOSE;

        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8(wide), "OFD")).hasMessageContaining("too many");
    }

    @Test
    void knows_a_root_from_the_start_of_a_file() {
        assertThat(XmlReader.hasRoot(SealOffice.utf8("<!-- x --> " + OPEN), "OFD"))
                .isTrue();
        assertThat(XmlReader.hasRoot(SealOffice.utf8(OPEN + "cut <ofd"), "OFD")).isTrue();
        assertThat(XmlReader.hasRoot(SealOffice.utf8(OPEN), "Signature")).isFalse();
        assertThat(XmlReader.hasRoot(SealOffice.utf8("<OFD/>"), "OFD")).isFalse();
        assertThat(XmlReader.hasRoot(SealOffice.utf8("%PDF-1.7"), "OFD")).isFalse();
        assertThat(XmlReader.hasRoot(Bytes.empty(), "OFD")).isFalse();
    }

    @Test
    void knows_a_root_although_the_start_ends_within_a_character() {
        byte[] start = (OPEN + "证").getBytes(StandardCharsets.UTF_8);

        assertThat(XmlReader.hasRoot(Bytes.of(Arrays.copyOf(start, start.length - 1)), "OFD"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void reads_a_large_file_whole(String mark) {
        String text = "许可 𠮷".repeat(20_000);

        XmlElement root = XmlReader.read(SealOffice.utf8(mark + OPEN + text + CLOSE), "OFD");

        assertThat(root.text()).isEqualTo(text);
    }

    @Test
    void refuses_broken_utf8_far_into_a_large_file() {
        byte[] broken = (OPEN + "x".repeat(100_000) + "\u00e9" + CLOSE).getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> XmlReader.read(Bytes.of(broken), "OFD")).hasMessageContaining("UTF-8");
    }

    @Test
    void refuses_broken_utf8() {
        byte[] broken = (OPEN + "\u00e9" + CLOSE).getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> XmlReader.read(Bytes.of(broken), "OFD")).hasMessageContaining("UTF-8");
    }

    @Test
    void refuses_depth() {
        String deep = OPEN + "<ofd:a>".repeat(64) + "</ofd:a>".repeat(64) + CLOSE;

        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8(deep), "OFD")).hasMessageContaining("too deep");
    }

    @Test
    void refuses_too_many_elements_and_attributes() {
        String wide = OPEN + "<ofd:a/>".repeat(400_000) + CLOSE;
        StringBuilder attributes = new StringBuilder("<ofd:a");
        for (int i = 0; i < 65; i++) {
            attributes.append(" a").append(i).append("='1'");
        }

        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8(wide), "OFD")).hasMessageContaining("too many");
        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8(OPEN + attributes + "/>" + CLOSE), "OFD"))
                .hasMessageContaining("too many");
    }

    @Test
    void refuses_more_than_sixteen_mebibytes() {
        Bytes large = Bytes.of(new byte[16 * 1024 * 1024 + 1]);

        assertThatThrownBy(() -> XmlReader.read(large, "OFD")).hasMessageContaining("more than");
    }

    @Test
    void an_error_quotes_nothing_of_the_file() {
        String xml = OPEN + "<ofd:secret>110101199003070000" + CLOSE;

        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8(xml), "OFD"))
                .hasMessage("OFD OFD: is not well-formed XML")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {" xmlns:n%s='u'", " a%s='v'", " xmlns:n%s = \"u'>\""})
    void refuses_a_tag_of_too_many_parts_before_it_is_parsed(String part) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            parts.append(String.format(part, i));
        }
        Bytes root = SealOffice.utf8("<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'" + parts + "/>");
        Bytes inside =
                SealOffice.utf8("<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Content><!-- it's > --><ofd:x"
                        + parts + "/></ofd:Content></ofd:Page>");

        assertThatThrownBy(() -> XmlReader.read(root, "Page"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("too many attributes");
        assertThatThrownBy(() -> XmlReader.read(inside, "Page", Set.of("Content")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("too many attributes");
        assertThat(XmlReader.hasRoot(root, "Page")).isFalse();
    }

    @Test
    void quotes_and_brackets_outside_tags_do_not_count() {
        String much = "<!-- <a x='1' it's \"> -->".repeat(100)
                + "<![CDATA[<b y=\"2\" don't ]]>".repeat(100)
                + "x = 'y' > ".repeat(100);
        Bytes page = SealOffice.utf8(
                "<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016' a='>' b=\"'\">" + much + "</ofd:Page>");

        assertThat(XmlReader.read(page, "Page").attributes()).containsOnlyKeys("a", "b");
        assertThat(XmlReader.hasRoot(page, "Page")).isTrue();
    }
}
