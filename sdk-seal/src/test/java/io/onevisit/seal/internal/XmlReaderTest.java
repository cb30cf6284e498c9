package io.onevisit.seal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.SealOffice;
import java.nio.charset.StandardCharsets;
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
                OPEN + "text<ofd:a/>" + CLOSE,
                "",
            })
    void refuses(String xml) {
        assertThatThrownBy(() -> XmlReader.read(SealOffice.utf8(xml), "OFD"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_another_encoding() {
        byte[] utf16 = (OPEN + CLOSE).getBytes(StandardCharsets.UTF_16);

        assertThatThrownBy(() -> XmlReader.read(Bytes.of(utf16), "OFD")).isInstanceOf(MalformedMessageException.class);
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
}
