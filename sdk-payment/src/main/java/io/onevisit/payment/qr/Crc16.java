package io.onevisit.payment.qr;

import java.nio.charset.StandardCharsets;

/** The checksum of merchant-presented codes, EMV QRCPS MPM 4.7.3: ISO/IEC 13239, polynomial 1021, initial value FFFF. */
final class Crc16 {
    private static final int POLYNOMIAL = 0x1021;
    private static final int[] OF_OCTET = table();
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Crc16() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int octet = 0; octet < table.length; octet++) {
            int crc = octet << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
            table[octet] = crc & 0xffff;
        }
        return table;
    }

    /** Four hexadecimal digits over the UTF-8 octets of {@code text}. */
    static String of(String text) {
        int crc = 0xffff;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            crc = ((crc << 8) & 0xffff) ^ OF_OCTET[((crc >> 8) ^ octet) & 0xff];
        }
        return new String(new char[] {HEX[crc >> 12], HEX[(crc >> 8) & 15], HEX[(crc >> 4) & 15], HEX[crc & 15]});
    }
}
