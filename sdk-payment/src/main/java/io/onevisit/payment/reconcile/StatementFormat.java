package io.onevisit.payment.reconcile;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a statement file as text, both ways. */
final class StatementFormat {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final int MAX_OCTETS = 64 * 1024 * 1024;

    private static final String YUAN = "((?:0|[1-9][0-9]{0,12})\\.[0-9]{2})";
    private static final Pattern HEADER = Pattern.compile("(0|[1-9][0-9]{0,8})\\|" + YUAN);
    private static final Pattern LINE =
            Pattern.compile("([0-9A-Za-z]{4,32})\\|([0-9]{20})\\|" + YUAN + "\\|([0-9]{14})\\|([SR])");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private StatementFormat() {}

    /** The first line: how many lines follow, and the sum of those that count. */
    record Header(int count, Money sum) {}

    /**
     * Reads the first line.
     *
     * @throws InvalidValueException when it is none
     */
    static Header header(String text) {
        Matcher parts = HEADER.matcher(text);
        Require.that(parts.matches(), "form", "must be count|sum");
        return new Header(Integer.parseInt(parts.group(1)), Money.yuan(parts.group(2)));
    }

    /**
     * Reads one of the other lines.
     *
     * @throws InvalidValueException when it is none
     */
    static StatementLine line(String text) {
        Matcher parts = LINE.matcher(text);
        Require.that(parts.matches(), "form", "must be serial|code|yuan|time|S or R");
        return new StatementLine(
                parts.group(1),
                new PaymentCode(parts.group(2)),
                Money.yuan(parts.group(3)),
                time(parts.group(4)),
                parts.group(5).equals(CollectionState.COLLECTED.letter())
                        ? CollectionState.COLLECTED
                        : CollectionState.REVERSED);
    }

    private static Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidValueException("time", "is not on the calendar");
        }
    }

    static byte[] write(List<StatementLine> lines) {
        Money sum = lines.stream().map(StatementLine::counting).reduce(Yuan.NOTHING, Money::plus);
        Require.that(sum.compareTo(Yuan.MOST) <= 0, "lines", "must come to at most " + Yuan.MOST);
        StringBuilder text = new StringBuilder();
        text.append(lines.size()).append('|').append(sum.toPlainString()).append('\n');
        for (StatementLine line : lines) {
            append(text, line);
            Require.that(text.length() <= MAX_OCTETS, "lines", "must fit into 64 MiB");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, StatementLine line) {
        text.append(line.bankSerial())
                .append('|')
                .append(line.code().value())
                .append('|')
                .append(line.amount().toPlainString())
                .append('|')
                .append(TIME.format(line.at().atZone(ZONE)))
                .append('|')
                .append(line.state().letter())
                .append('\n');
    }
}
