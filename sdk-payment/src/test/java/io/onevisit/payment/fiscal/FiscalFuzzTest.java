package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.OneVisitException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes, nothing but the house's own exceptions comes out, and soon. */
@Tag("fuzz")
class FiscalFuzzTest {
    private static final int RUNS = 100_000;
    private static final String[] PIECES = {
        "<",
        ">",
        "</",
        "/>",
        "&",
        "&#0;",
        "&#x110000;",
        "<!",
        "<?xml ",
        "]]>",
        "\"",
        "'",
        "|",
        "#",
        "CNNONTAX1.0",
        "<Voucher>",
        "99999999",
        "-1",
        "0",
        ".",
        "%PDF-",
        "\u0000",
        "\n",
        "xmlns:a='b' ",
        "=",
        "<CFX>",
        "einvoice/"
    };

    /** Cuts, doubles, swaps and changes octets of what was right. */
    private static byte[] damaged(byte[] right, Random random) {
        byte[] octets = right.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = octets.length == 0 ? 0 : random.nextInt(octets.length);
            byte[] head = java.util.Arrays.copyOf(octets, at);
            byte[] tail = java.util.Arrays.copyOfRange(octets, at, octets.length);
            octets = switch (random.nextInt(5)) {
                case 0 -> head;
                case 1 -> Wire.join(head, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8), tail);
                case 2 -> Wire.join(head, head, tail);
                case 3 -> Wire.join(head, new byte[] {(byte) random.nextInt(256)}, tail);
                default -> changed(octets, at, random);
            };
        }
        return octets;
    }

    private static byte[] changed(byte[] octets, int at, Random random) {
        if (octets.length > 0) {
            octets[at] = (byte) random.nextInt(256);
        }
        return octets;
    }

    private static void hold(byte[] right, Consumer<byte[]> read) {
        Random random = new Random(20261121);
        int refused = 0;
        for (int i = 0; i < RUNS; i++) {
            byte[] octets = damaged(right, random);
            try {
                Assertions.assertTimeout(Duration.ofSeconds(5), () -> read.accept(octets));
            } catch (OneVisitException e) {
                assertThat(String.valueOf(e.getMessage())).doesNotContain("李明轩");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void frames() {
        hold(Wire.push(Wire.PUSH), octets -> FiscalFrame.parse(Bytes.of(octets), 65_536));
        hold(Wire.push(Wire.PUSH), octets -> {
            try {
                FiscalFrame.read(new ByteArrayInputStream(octets), 65_536);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void messages() {
        byte[] xml = Wire.cfx("5996", "R1", Wire.PUSH).getBytes(Wire.GBK);
        hold(xml, octets -> FiscalMessage.read(new FiscalFrame("5996", Bytes.of(octets), "0".repeat(64))));
    }

    @Test
    void inner_vouchers() {
        hold(
                Wire.PUSH.getBytes(Wire.GBK),
                octets -> FiscalPayment.read(StrictXml.read(Bytes.of(octets), Wire.GBK, "Voucher", "voucher")));
    }

    @Test
    void pay_info() {
        hold(
                "1|a|2.00|次|1|x|y#2|b|3.00|次|1|x|y#".getBytes(UTF_8),
                octets -> FiscalItem.parse(new String(octets, UTF_8)));
    }

    @Test
    void receipts() {
        hold(Receipts.red().getBytes(UTF_8), octets -> ElectronicReceipt.readWithoutVerification(Bytes.of(octets)));
    }

    @Test
    void check_addresses() {
        String address = "https://receipt.example.gov.cn/einvoice/1.1.0.32010126.0013933922.a1b2c3";
        hold(
                address.getBytes(UTF_8),
                octets -> ReceiptCheck.parse(new String(octets, UTF_8), Set.of("receipt.example.gov.cn")));
    }

    @Test
    void tags_with_very_many_attributes_take_no_time() {
        StringBuilder xml = new StringBuilder("<CFX ");
        for (int i = 0; i < 100_000; i++) {
            xml.append('a').append(i).append("=\">\" ");
        }
        Bytes octets = Bytes.of(xml.append("/>").toString().getBytes(UTF_8));

        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(org.assertj.core.api.Assertions.catchThrowable(
                                () -> StrictXml.read(octets, UTF_8, "CFX", "message")))
                        .isInstanceOf(OneVisitException.class));
    }
}
