package io.onevisit.core.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that are not of the public network (RFC 6890 and the IANA registries of special-purpose addresses): this
 * machine's, this network's, those of groups, tests and documents, and those reserved. An IPv4 address inside an IPv6
 * address counts as itself.
 */
final class SpecialAddresses {
    private static final List<Block> BLOCKS = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96", // unspecified, loopback, IPv4-compatible
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23", // Teredo and other protocols
                    "2001:db8::/32",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Block::of)
            .toList();

    /** Where an IPv4 address begins in an IPv6 address: NAT64 (RFC 6052), 6to4 (RFC 3056), IPv4-mapped (RFC 4291). */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(Block.of("64:ff9b::/96"), 12),
            new Embedding(Block.of("2002::/16"), 2),
            new Embedding(new Block(mapped(), 96), 12));

    private SpecialAddresses() {}

    /** The addresses whose first {@code bits} bits are those of {@code prefix}. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Block(byte[] prefix, int bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(prefix, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(text, e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xFF00 >> (bits % 8) & 0xFF;
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (prefix[whole] & mask));
        }
    }

    private record Embedding(Block block, int at) {}

    /** The Java platform makes an IPv4 address of one that is written so. */
    private static byte[] mapped() {
        byte[] prefix = new byte[16];
        prefix[10] = (byte) 0xFF;
        prefix[11] = (byte) 0xFF;
        return prefix;
    }

    static boolean contain(InetAddress address) {
        return contain(address.getAddress());
    }

    static boolean contain(byte[] address) {
        return BLOCKS.stream().anyMatch(block -> block.contains(address))
                || EMBEDDINGS.stream()
                        .filter(embedding -> embedding.block().contains(address))
                        .anyMatch(
                                embedding -> contain(Arrays.copyOfRange(address, embedding.at(), embedding.at() + 4)));
    }
}
