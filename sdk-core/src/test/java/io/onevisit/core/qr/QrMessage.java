package io.onevisit.core.qr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is written in a code, read from its modules by nothing but ISO/IEC 18004: format information, mask, placement,
 * blocks, then the bit stream. Nothing is corrected; anything that is not exactly as it should be is an error.
 *
 * @param segments modes and what stands in them, such as {@code ECI 26} and {@code BYTE 中}
 */
record QrMessage(int version, ErrorCorrection level, int mask, List<String> segments, String text) {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    /** Table 9, by level and version: error correction codewords of a block. */
    private static final int[][] CORRECTING = {
        {
            7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30,
            30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30
        },
        {
            10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
            28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28
        },
        {
            13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30,
            30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30
        },
        {
            17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30,
            30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30
        }
    };

    /** Table 9: blocks. */
    private static final int[][] BLOCKS = {
        {
            1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
            19, 19, 20, 21, 22, 24, 25
        },
        {
            1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
            31, 33, 35, 37, 38, 40, 43, 45, 47, 49
        },
        {
            1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40,
            43, 45, 48, 51, 53, 56, 59, 62, 65, 68
        },
        {
            1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45,
            48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81
        }
    };

    /** Table 9, note b: misdecode protection codewords. */
    private static final Map<String, Integer> PROTECTING = Map.of("1L", 3, "1M", 2, "1Q", 1, "1H", 1, "2L", 2, "3L", 1);

    static QrMessage of(QrCode code) {
        int version = (code.size() - 17) / 4;
        int format = format(code);
        ErrorCorrection level = List.of(ErrorCorrection.M, ErrorCorrection.L, ErrorCorrection.H, ErrorCorrection.Q)
                .get(format >> 3);
        byte[] data = data(codewords(code, version, format & 7), version, level);
        List<String> segments = new ArrayList<>();
        String text = new BitStream(data).read(version, segments);
        return new QrMessage(version, level, format & 7, segments, text);
    }

    /**
     * Of what the worst block can correct, how many per cent a square of so many modules in the middle takes; more than
     * 100 when it touches a function pattern. Every codeword that a module of the square belongs to is an error.
     */
    static int share(int version, ErrorCorrection level, int side) {
        int size = 17 + 4 * version;
        int blocks = BLOCKS[row(level)][version - 1];
        int correcting = CORRECTING[row(level)][version - 1];
        boolean[][] function = functions(size, version);
        Map<Integer, Set<Integer>> errors = new HashMap<>();
        int count = 0;
        int total = (size * size - count(function)) / 8;
        int dataCodewords = total - blocks * correcting;
        int longer = total % blocks;
        int shortest = total / blocks - correcting;
        for (int pair = 0; pair < (size - 1) / 2; pair++) {
            int right = size - 1 - 2 * pair;
            right = right <= 6 ? right - 1 : right;
            for (int i = 0; i < size; i++) {
                int row = pair % 2 == 0 ? size - 1 - i : i;
                for (int column : new int[] {right, right - 1}) {
                    boolean covered = Math.max(Math.abs(2 * row - size + 1), Math.abs(2 * column - size + 1)) < side;
                    if (covered && function[row][column]) {
                        return 101;
                    }
                    if (!function[row][column]) {
                        int codeword = count++ / 8;
                        int block = codeword < shortest * blocks
                                ? codeword % blocks
                                : codeword < dataCodewords
                                        ? codeword - shortest * blocks + blocks - longer
                                        : (codeword - dataCodewords) % blocks;
                        if (covered && codeword < total) {
                            errors.computeIfAbsent(block, none -> new HashSet<>())
                                    .add(codeword);
                        }
                    }
                }
            }
        }
        int corrects = (correcting - PROTECTING.getOrDefault(version + level.name(), 0)) / 2;
        int worst = errors.values().stream().mapToInt(Set::size).max().orElse(0);
        return (100 * worst + corrects - 1) / corrects;
    }

    private static int row(ErrorCorrection level) {
        return switch (level) {
            case L -> 0;
            case M -> 1;
            case Q -> 2;
            case H -> 3;
        };
    }

    private static int count(boolean[][] modules) {
        int count = 0;
        for (boolean[] row : modules) {
            for (boolean module : row) {
                count += module ? 1 : 0;
            }
        }
        return count;
    }

    /** Clause 7.9.1: the five bits, in both places the same. */
    private static int format(QrCode code) {
        int size = code.size();
        int[] columns = {0, 1, 2, 3, 4, 5, 7, 8, 8, 8, 8, 8, 8, 8, 8};
        int[] rows = {8, 8, 8, 8, 8, 8, 8, 8, 7, 5, 4, 3, 2, 1, 0};
        int first = 0;
        int second = 0;
        for (int i = 0; i < 15; i++) {
            first = first << 1 | (code.dark(columns[i], rows[i]) ? 1 : 0);
            boolean dark = i < 7 ? code.dark(8, size - 1 - i) : code.dark(size - 15 + i, 8);
            second = second << 1 | (dark ? 1 : 0);
        }
        check(first == second && code.dark(8, size - 8));
        int word = first ^ 0b101010000010010;
        int remainder = word;
        for (int bit = 14; bit >= 10; bit--) {
            remainder ^= (remainder >> bit & 1) * (0b10100110111 << (bit - 10));
        }
        check(remainder == 0);
        return word >> 10;
    }

    /** Clause 7.7.3. */
    private static byte[] codewords(QrCode code, int version, int mask) {
        boolean[][] function = functions(code.size(), version);
        ByteArrayOutputStream codewords = new ByteArrayOutputStream();
        int bits = 0;
        int count = 0;
        for (int pair = 0; pair < (code.size() - 1) / 2; pair++) {
            int right = code.size() - 1 - 2 * pair;
            right = right <= 6 ? right - 1 : right;
            for (int i = 0; i < code.size(); i++) {
                int row = pair % 2 == 0 ? code.size() - 1 - i : i;
                for (int column : new int[] {right, right - 1}) {
                    if (!function[row][column]) {
                        bits = bits << 1 | (code.dark(column, row) ^ turned(mask, row, column) ? 1 : 0);
                        if (++count % 8 == 0) {
                            codewords.write(bits);
                        }
                    }
                }
            }
        }
        return codewords.toByteArray();
    }

    private static boolean turned(int mask, int i, int j) {
        int product = i * j;
        return 0
                == switch (mask) {
                    case 0 -> (i + j) & 1;
                    case 1 -> i & 1;
                    case 2 -> j % 3;
                    case 3 -> (i + j) % 3;
                    case 4 -> ((i >> 1) + j / 3) & 1;
                    case 5 -> (product & 1) + product % 3;
                    case 6 -> ((product & 1) + product % 3) & 1;
                    default -> (((i + j) & 1) + product % 3) & 1;
                };
    }

    private static boolean[][] functions(int size, int version) {
        boolean[][] function = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                boolean high = i < 9 || i > size - 9;
                boolean wide = j < 9 || j > size - 9;
                boolean corner = high && wide && !(i > size - 9 && j > size - 9);
                boolean versionInformation = version > 6
                        && ((i < 6 && j > size - 12 && j < size - 8) || (j < 6 && i > size - 12 && i < size - 8));
                function[i][j] = corner || i == 6 || j == 6 || versionInformation;
            }
        }
        for (int x : alignment(version)) {
            for (int y : alignment(version)) {
                boolean corner = Math.min(x, y) == 6 && (x == y || Math.max(x, y) == size - 7);
                for (int cell = 0; cell < 25 && !corner; cell++) {
                    function[y - 2 + cell / 5][x - 2 + cell % 5] = true;
                }
            }
        }
        return function;
    }

    /** Annex E: evenly from the last one back, by even steps; version 32 is the exception. */
    private static int[] alignment(int version) {
        if (version == 1) {
            return new int[0];
        }
        int count = version / 7 + 2;
        int gap = version * 4 + 4;
        int step = version == 32 ? 26 : (gap + 2 * (count - 1) - 1) / (2 * (count - 1)) * 2;
        int[] centres = new int[count];
        for (int i = 0; i < count; i++) {
            centres[i] = i == 0 ? 6 : version * 4 + 10 - (count - 1 - i) * step;
        }
        return centres;
    }

    /** Clause 7.6: takes the blocks apart, each of which must be a code word of Reed and Solomon's. */
    private static byte[] data(byte[] codewords, int version, ErrorCorrection level) {
        int blocks = BLOCKS[row(level)][version - 1];
        int correcting = CORRECTING[row(level)][version - 1];
        int shortest = codewords.length / blocks - correcting;
        int longer = codewords.length % blocks;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int block = 0; block < blocks; block++) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int i = 0; i < shortest; i++) {
                whole.write(codewords[i * blocks + block]);
            }
            if (block >= blocks - longer) {
                whole.write(codewords[shortest * blocks + block - (blocks - longer)]);
            }
            data.writeBytes(whole.toByteArray());
            for (int i = 0; i < correcting; i++) {
                whole.write(codewords[shortest * blocks + longer + i * blocks + block]);
            }
            check(isCodeWord(whole.toByteArray(), correcting));
        }
        return data.toByteArray();
    }

    /** Annex A: all roots of the generator, alpha to the power of 0, 1, 2 ..., are roots of the block. */
    private static boolean isCodeWord(byte[] block, int correcting) {
        int root = 1;
        for (int i = 0; i < correcting; i++) {
            int value = 0;
            for (byte octet : block) {
                value = times(value, root) ^ (octet & 0xFF);
            }
            if (value != 0) {
                return false;
            }
            root = times(root, 2);
        }
        return true;
    }

    private static int times(int a, int b) {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--) {
            product = product << 1 ^ (product >> 7) * 0b100011101;
            product ^= (b >> bit & 1) * a;
        }
        return product;
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("no code of ISO/IEC 18004");
        }
    }

    /** Clause 7.4. */
    private static final class BitStream {
        private final byte[] data;
        private int at;

        BitStream(byte[] data) {
            this.data = data;
        }

        String read(int version, List<String> segments) {
            StringBuilder text = new StringBuilder();
            int size = version < 10 ? 0 : version < 27 ? 1 : 2;
            while (left() >= 4) {
                int mode = bits(4);
                if (mode == 0) {
                    break;
                }
                String part = switch (mode) {
                    case 0b0001 -> numeric(bits(10 + 2 * size));
                    case 0b0010 -> alphanumeric(bits(9 + 2 * size));
                    case 0b0100 -> octets(bits(size == 0 ? 8 : 16));
                    case 0b0111 -> "";
                    default -> throw new AssertionError("mode " + mode);
                };
                segments.add(
                        switch (mode) {
                            case 0b0001 -> "NUMERIC " + part;
                            case 0b0010 -> "ALPHANUMERIC " + part;
                            case 0b0100 -> "BYTE " + part;
                            default -> "ECI " + bits(8);
                        });
                text.append(part);
            }
            checkPadding();
            return text.toString();
        }

        /** Clause 7.4.10: zeros to the end of the codeword, then 11101100 and 00010001 in turn. */
        private void checkPadding() {
            check(at % 8 == 0 || bits(8 - at % 8) == 0);
            for (int i = 0; left() > 0; i++) {
                check(bits(8) == (i % 2 == 0 ? 0b11101100 : 0b00010001));
            }
        }

        private String numeric(int count) {
            StringBuilder digits = new StringBuilder();
            while (digits.length() < count) {
                int group = Math.min(3, count - digits.length());
                digits.append(("00" + bits(1 + 3 * group)).replaceFirst(".*(.{" + group + "})$", "$1"));
            }
            return digits.toString();
        }

        private String alphanumeric(int count) {
            StringBuilder characters = new StringBuilder();
            while (characters.length() + 1 < count) {
                int pair = bits(11);
                characters.append(ALPHANUMERIC.charAt(pair / 45)).append(ALPHANUMERIC.charAt(pair % 45));
            }
            return characters.length() < count
                    ? characters.append(ALPHANUMERIC.charAt(bits(6))).toString()
                    : characters.toString();
        }

        private String octets(int count) {
            byte[] octets = new byte[count];
            for (int i = 0; i < count; i++) {
                octets[i] = (byte) bits(8);
            }
            String text = new String(octets, StandardCharsets.UTF_8);
            check(Arrays.equals(text.getBytes(StandardCharsets.UTF_8), octets));
            return text;
        }

        private int left() {
            return 8 * data.length - at;
        }

        private int bits(int count) {
            int value = 0;
            for (int i = 0; i < count; i++, at++) {
                value = value << 1 | (data[at / 8] >> (7 - at % 8) & 1);
            }
            return value;
        }
    }
}
