package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.StrictText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code result.csv} of github.com/yescallop/areacodes: nine plain columns, no quotation. */
final class DivisionTable {
    private static final String HEADER = "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码";
    private static final String RIGHT_UNDER_PROVINCE = "直辖";
    private static final int LARGEST = 8 << 20;

    private DivisionTable() {}

    static List<Division> read(InputStream csv) {
        String text = decode(octets(csv));
        List<String> lines =
                text.substring(text.startsWith("\uFEFF") ? 1 : 0).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new MalformedMessageException("divisions", "the first line must be the header");
        }
        return IntStream.range(1, lines.size())
                .mapToObj(i -> row(lines.get(i), i + 1))
                .toList();
    }

    private static byte[] octets(InputStream csv) {
        try {
            byte[] octets = csv.readNBytes(LARGEST + 1);
            if (octets.length > LARGEST) {
                throw new MalformedMessageException("divisions", "must have at most " + LARGEST + " octets");
            }
            return octets;
        } catch (IOException e) {
            throw new MalformedMessageException("divisions", "cannot be read to the end");
        }
    }

    private static String decode(byte[] octets) {
        return StrictText.of(octets, StandardCharsets.UTF_8)
                .orElseThrow(() -> new MalformedMessageException("divisions", "must be UTF-8"));
    }

    private static Division row(String line, int number) {
        String[] columns = line.split(",", -1);
        if (columns.length != 9) {
            throw new MalformedMessageException("divisions", "line " + number + ": must have nine columns");
        }
        try {
            return division(columns);
        } catch (InvalidValueException e) {
            throw new MalformedMessageException("divisions", "line " + number + ": " + e.getMessage());
        }
    }

    private static Division division(String[] columns) {
        Year end = columns[7].isEmpty() ? null : year(columns[7]);
        String prefecture = columns[2].equals(RIGHT_UNDER_PROVINCE) ? "" : columns[2];
        return new Division(
                DivisionCode.parse(columns[0]),
                columns[3],
                columns[1],
                prefecture,
                year(columns[6]),
                end,
                successors(columns[8], end));
    }

    private static List<Division.Successor> successors(String column, @Nullable Year end) {
        return column.isEmpty()
                ? List.of()
                : Stream.of(column.split(";", -1))
                        .map(one -> successor(one, end))
                        .toList();
    }

    /** A code, with the year in brackets where it is not that of the change itself. */
    private static Division.Successor successor(String text, @Nullable Year end) {
        if (text.length() == 12 && text.charAt(6) == '[' && text.charAt(11) == ']') {
            return new Division.Successor(DivisionCode.parse(text.substring(0, 6)), year(text.substring(7, 11)));
        }
        if (end == null) {
            throw new InvalidValueException("successor", "must have a year while the division is in force");
        }
        return new Division.Successor(DivisionCode.parse(text), end);
    }

    private static Year year(String text) {
        if (text.length() != 4 || !Places.areDigits(text, 0, 4)) {
            throw new InvalidValueException("year", "must be four digits");
        }
        return Year.of(Places.number(text, 0, 4));
    }
}
