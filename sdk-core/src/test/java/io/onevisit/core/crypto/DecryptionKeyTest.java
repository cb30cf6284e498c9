package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecryptionKeyTest {
    /** GB/T 32918.5-2017 annex C.2, the curve of that part: key, C1, C3 and C2. */
    private static final String SECRET = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";

    private static final String C1 = "04"
            + "04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73"
            + "E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0";
    private static final String C3 = "59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766";
    private static final String C2 = "21886CA989CA9C7D58087307CA93092D651EFA";
    private static final String PLAIN = "encryption standard";

    private final DecryptionKey key = key(SECRET, CiphertextOrder.C1_C3_C2);

    @Test
    void gbt_32918_5_annex_C_2_decrypts_in_both_orders() {
        assertThat(text(key.decrypt(hex(C1 + C3 + C2)))).isEqualTo(PLAIN);
        assertThat(text(key(SECRET, CiphertextOrder.C1_C2_C3).decrypt(hex(C1 + C2 + C3))))
                .isEqualTo(PLAIN);
    }

    /** What {@code openssl pkeyutl -encrypt} of OpenSSL 3.0.19 made for the same key; a SEQUENCE of x, y, C3 and C2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "306a0220567f697c627b6c94d5bff19d8d58e3a471ef638a8a6d6ef90103db4e49f167cf02210091e8742eb037254117ec8d201a903b268c16a90dfe9b3d936eb2dcdd756cb78d04206015cd9f6f4e338d59c12e7ef02c3e12e1acced527c15bdc67c475ef278583e6040143|a",
                "30818d022100df8878e43026b867f029deba0f9870f7c67c421d7815ad533404bf5adb1ab9da02201f792b7872f3f1d23960bd710da922716fba4279cbc6afd15e589b0d20d6542304200de5bf74cd8bd94c6297892aa0223a1720cbded1ff3630952e6271fdd95984a40424c2c9f83cb1ae9374b8f1354d9f1ab59f5c3cd71decc2751b835e9e41cf6de8bcffdfcee9|{\"cert_identifier\":\"1.2.156.3005.2\"}"
            })
    void decrypts_what_openssl_encrypted(String der, String plain) throws IOException {
        assertThat(text(key.decrypt(parts(hex(der))))).isEqualTo(plain);
    }

    private static byte[] parts(byte[] der) throws IOException {
        ASN1Sequence parts = ASN1Sequence.getInstance(der);
        return hex("04"
                + HexFormat.of().formatHex(coordinate(parts, 0))
                + HexFormat.of().formatHex(coordinate(parts, 1))
                + HexFormat.of()
                        .formatHex(ASN1OctetString.getInstance(parts.getObjectAt(2))
                                .getOctets())
                + HexFormat.of()
                        .formatHex(ASN1OctetString.getInstance(parts.getObjectAt(3))
                                .getOctets()));
    }

    private static byte[] coordinate(ASN1Sequence parts, int place) {
        return BigIntegers.asUnsignedByteArray(
                32, ASN1Integer.getInstance(parts.getObjectAt(place)).getValue());
    }

    @Test
    void any_octet_changed_is_seen() {
        byte[] good = hex(C1 + C3 + C2);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.decrypt(changed))
                    .as("octet %d", i)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void any_octet_missing_is_seen() {
        byte[] good = hex(C1 + C3 + C2);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> key.decrypt(cut))
                    .as("%d octets", length)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void the_other_order_and_another_key_do_not_decrypt() {
        byte[] good = hex(C1 + C3 + C2);
        String other = SECRET.replace('3', '4');

        assertThatThrownBy(() -> key(SECRET, CiphertextOrder.C1_C2_C3).decrypt(good))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> key(other, CiphertextOrder.C1_C3_C2).decrypt(good))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_compressed_point_and_the_point_at_infinity_are_refused() {
        byte[] compressed = hex("02" + C1.substring(2, 66) + C3 + C2);
        byte[] infinity = hex("00" + C1.substring(2) + C3 + C2);

        assertThatThrownBy(() -> key.decrypt(compressed)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> key.decrypt(infinity)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> key.decrypt(null)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54122",
                "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123",
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
                "003945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"
            })
    void a_private_value_out_of_range_or_of_another_length_is_refused(String secret) {
        assertThatThrownBy(() -> key(secret, CiphertextOrder.C1_C3_C2)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void is_not_printed() {
        assertThat(key.toString()).isEqualTo("SM2 decryption key");
    }

    private static DecryptionKey key(String secret, CiphertextOrder order) {
        return DecryptionKey.ofSm2(hex(secret), order);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
