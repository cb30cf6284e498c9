package io.onevisit.payment.reconcile;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.reconcile.internal.LineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bank says it has collected in a day (银行对账单), as a text file that Chinese banks exchange for collected bills:
 *
 * <pre>
 * 2|230.50
 * ICBC0001|32068226300000000001|80.50|20261121091502|S
 * ICBC0002|32068226300000000002|150.00|20261121101733|S
 * </pre>
 *
 * <p>The first line has the number of lines that follow and the sum of those in state {@code S}, in yuan with two
 * decimals. Then one line for each collection: bank serial, payment code, yuan, time in Asia/Shanghai, and {@code S} for
 * collected or {@code R} for reversed. What the bank has not settled has {@code SENDING}, {@code TAKEN}, {@code UNKNOWN},
 * {@code TO_RETURN} or {@code REVERSING} there, and is {@link CollectionState#PENDING}. Every line ends in LF. Immutable
 * and thread-safe.
 */
public final class BankStatement implements StatementFormat {
    private static final int MAX_LINE = 128;
    private static final String YUAN = "((?:0|[1-9][0-9]{0,12})\\.[0-9]{2})";
    private static final Pattern HEADER = Pattern.compile("(0|[1-9][0-9]{0,8})\\|" + YUAN);
    private static final Pattern LINE =
            Pattern.compile("([0-9A-Za-z]{4,32})\\|([0-9A-Z]{1,64})\\|" + YUAN + "\\|([0-9]{14})\\|([A-Z_]{1,16})");
    private static final Map<String, CollectionState> STATES = Map.of(
            "S", CollectionState.COLLECTED,
            "R", CollectionState.REVERSED,
            "SENDING", CollectionState.PENDING,
            "TAKEN", CollectionState.PENDING,
            "UNKNOWN", CollectionState.PENDING,
            "TO_RETURN", CollectionState.PENDING,
            "REVERSING", CollectionState.PENDING);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final Charset charset;

    private BankStatement(Charset charset) {
        this.charset = charset;
    }

    /**
     * The form as a bank writes it.
     *
     * @param charset UTF-8, GBK or GB18030
     */
    public static BankStatement in(Charset charset) {
        return new BankStatement(LineReader.known(charset));
    }

    @Override
    public String name() {
        return "bank statement";
    }

    @Override
    public void read(InputStream file, Lines lines) throws IOException {
        LineReader reader = new LineReader(name(), file, charset, MAX_LINE);
        Header header = header(reader, reader.required());
        long count = 0;
        Money sum = Yuan.NOTHING;
        for (String text = reader.next(); text != null; text = reader.next()) {
            Entry entry = entry(reader, text);
            Money before = sum;
            sum = reader.refusing(() -> {
                lines.take(reader.number(), entry);
                return before.plus(entry.counting());
            });
            count++;
        }
        if (header.count() != count) {
            throw reader.refusal(1, "says " + header.count() + " lines, there are " + count);
        }
        if (!header.sum().equals(sum)) {
            throw reader.refusal(1, "says " + header.sum() + ", the lines come to " + sum);
        }
    }

    /**
     * The lines of a file that is in memory, such as one just written.
     *
     * @throws MalformedMessageException for any damage; names the line and the reason
     */
    public static List<StatementLine> read(byte[] file, Charset charset) {
        List<StatementLine> lines = new ArrayList<>();
        Set<String> serials = new HashSet<>();
        try {
            in(charset).read(new ByteArrayInputStream(Require.present(file, "file")), (number, entry) -> {
                StatementLine line = StatementLine.of(entry);
                Require.that(serials.add(line.bankSerial()), "serial", "is there twice");
                lines.add(line);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("octets in memory can be read", e);
        }
        return List.copyOf(lines);
    }

    /** The first line: how many lines follow, and the sum of those that count. */
    private record Header(long count, Money sum) {}

    private static Header header(LineReader reader, String text) {
        Matcher parts = parts(reader, HEADER, text, "must be count|sum");
        return new Header(Long.parseLong(parts.group(1)), Money.yuan(parts.group(2)));
    }

    private static Entry entry(LineReader reader, String text) {
        Matcher parts = parts(reader, LINE, text, "must be serial|code|yuan|time|state");
        return reader.refusing(() -> Entry.of(
                new PaymentCode(parts.group(2)).value(),
                parts.group(1),
                Money.yuan(parts.group(3)),
                time(parts.group(4)),
                state(parts.group(5))));
    }

    private static CollectionState state(String mark) {
        CollectionState state = STATES.get(mark);
        if (state == null) {
            throw new InvalidValueException("state", "must be S, R or one that is not settled");
        }
        return state;
    }

    private static Matcher parts(LineReader reader, Pattern form, String text, String must) {
        reader.refuseUnless(!text.startsWith("\uFEFF"), "starts with a byte order mark");
        reader.refuseUnless(text.indexOf('\r') < 0, "has a CR");
        Matcher parts = form.matcher(text);
        reader.refuseUnless(parts.matches(), "form: " + must);
        return parts;
    }

    private static Instant time(String text) {
        try {
            return LocalDateTime.of(
                            digits(text, 0, 4),
                            digits(text, 4, 6),
                            digits(text, 6, 8),
                            digits(text, 8, 10),
                            digits(text, 10, 12),
                            digits(text, 12, 14))
                    .toInstant(BankDay.ZONE);
        } catch (DateTimeException e) {
            throw new InvalidValueException("time", "is not on the calendar");
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /**
     * The file of these lines, in UTF-8; what is pending is written as {@code UNKNOWN}.
     *
     * @throws InvalidValueException when two have one serial number, or the sum has no room
     */
    public static byte[] write(List<StatementLine> lines) {
        Set<String> serials = new HashSet<>();
        Money sum = Yuan.NOTHING;
        StringBuilder text = new StringBuilder();
        for (StatementLine line : Require.present(lines, "lines")) {
            Require.that(
                    serials.add(Require.present(line, "line").bankSerial()), "lines", "must have different serials");
            sum = sum.plus(line.counting());
            append(text, line);
        }
        Require.that(sum.compareTo(Yuan.MOST) <= 0, "lines", "must come to at most " + Yuan.MOST);
        String header = lines.size() + "|" + sum.toPlainString() + "\n";
        return (header + text).getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, StatementLine line) {
        text.append(line.bankSerial())
                .append('|')
                .append(line.code().value())
                .append('|')
                .append(line.amount().toPlainString())
                .append('|')
                .append(TIME.format(line.at().atOffset(BankDay.ZONE)))
                .append('|')
                .append(mark(line.state()))
                .append('\n');
    }

    private static String mark(CollectionState state) {
        return switch (state) {
            case COLLECTED -> "S";
            case REVERSED -> "R";
            case PENDING -> "UNKNOWN";
            case REFUNDED -> throw new InvalidValueException("state", "is on no such statement");
        };
    }
}
