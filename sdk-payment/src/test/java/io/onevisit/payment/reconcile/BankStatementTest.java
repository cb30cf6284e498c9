package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.bank;
import static io.onevisit.payment.reconcile.Days.bankReversed;
import static io.onevisit.payment.reconcile.Days.code;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankStatementTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String GOOD = """
            3|230.50
            ICBC0001|32068226300000000001|80.50|20261121091502|S
            ICBC0002|32068226300000000002|150.00|20261121101733|S
            ICBC0003|32068226300000000002|150.00|20261121101801|R
            """;

    @Test
    void reads_the_lines_of_a_bank_in_the_order_of_their_codes() {
        List<Entry> entries = entries(GOOD);

        assertThat(entries)
                .containsExactly(
                        entry("ICBC0001", "32068226300000000001", 8050, "2026-11-21T01:15:02Z"),
                        entry("ICBC0002", "32068226300000000002", 15000, "2026-11-21T02:17:33Z"),
                        entry("ICBC0003", "32068226300000000002", 15000, "2026-11-21T02:18:01Z")
                                .in(CollectionState.REVERSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "XZ20261121000042", "ABCD1234567890123456789012345678901234567890"})
    void reads_every_code_that_a_region_can_have(String code) {
        assertThat(entries(GOOD.replace("32068226300000000001", code)))
                .extracting(Entry::code)
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDING", "TAKEN", "UNKNOWN", "TO_RETURN", "REVERSING"})
    void what_is_not_settled_is_pending_and_counts_nothing(String state) {
        String file = "2|80.50\nICBC0001|32068226300000000001|80.50|20261121091502|S\n"
                + "ICBC0002|32068226300000000002|150.00|20261121101733|" + state + "\n";

        assertThat(entries(file))
                .contains(entry("ICBC0002", "32068226300000000002", 15000, "2026-11-21T02:17:33Z")
                        .in(CollectionState.PENDING));
        assertThat(BankStatement.write(BankStatement.read(file.getBytes(UTF_8), UTF_8)))
                .asString(UTF_8)
                .isEqualTo(file.replace(state, "UNKNOWN"));
    }

    private static Entry entry(String serial, String code, long fen, String at) {
        return Entry.of(code, serial, Money.fen(fen), Instant.parse(at), CollectionState.COLLECTED);
    }

    @Test
    void writes_what_it_reads_to_the_last_octet() {
        byte[] file = GOOD.getBytes(UTF_8);

        assertThat(BankStatement.write(BankStatement.read(file, UTF_8))).isEqualTo(file);
        assertThatThrownBy(() -> BankStatement.read((GOOD + "x").getBytes(UTF_8), UTF_8))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() ->
                        BankStatement.read(GOOD.replace("ICBC0002", "ICBC0001").getBytes(UTF_8), UTF_8))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("line 3 serial");
    }

    @Test
    void counts_and_adds_up_what_is_there() {
        try (Statement statement = read(GOOD)) {
            assertThat(statement.size()).isEqualTo(3);
            assertThat(statement.total()).isEqualTo(Money.yuan("230.50"));
        }
    }

    @Test
    void what_was_reversed_does_not_count_in_the_sum() {
        byte[] file = BankStatement.write(List.of(bankReversed("B001", 1, "80.50", "09:00:00")));

        assertThat(new String(file, UTF_8)).isEqualTo("1|0.00\nB001|00000000000000000001|80.50|20261121090000|R\n");
        assertThat(entries(new String(file, UTF_8))).hasSize(1);
    }

    @Test
    void a_day_without_collections_has_a_file_too() {
        assertThat(BankStatement.write(List.of())).isEqualTo("0|0.00\n".getBytes(UTF_8));
        assertThat(entries("0|0.00\n")).isEmpty();
    }

    @Test
    void the_digest_is_sm3_over_the_octets() {
        // openssl dgst -sm3 over "0|0.00\n"
        try (Statement empty = read("0|0.00\n");
                Statement good = read(GOOD)) {
            assertThat(empty.digest().toHex())
                    .isEqualTo("42cfb2b0aae26c0da946746d416ec35c38925b734b92c56a6cb6d58086277e61");
            assertThat(good.digest()).isNotEqualTo(empty.digest());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void reads_the_charsets_that_banks_write(String charset) {
        Charset named = Charset.forName(charset);

        try (Statement statement = read(GOOD.getBytes(named), named)) {
            assertThat(statement.size()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "ISO-8859-1", "US-ASCII", "Big5"})
    void refuses_to_guess_in_other_charsets(String charset) {
        assertThatThrownBy(() -> BankStatement.in(Charset.forName(charset)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("charset");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "3|230.50~2|230.50~line 1 says 2 lines, there are 3",
                "3|230.50~4|230.50~line 1 says 4 lines, there are 3",
                "3|230.50~3|230.51~line 1 says CNY 230.51, the lines come to CNY 230.50",
                "3|230.50~3|380.50~line 1 says CNY 380.50",
                "3|230.50~3|230.5~line 1 form",
                "3|230.50~3|0230.50~line 1 form",
                "3|230.50~03|230.50~line 1 form",
                "3|230.50~3|-230.50~line 1 form",
                "3|230.50~3|230.50|~line 1 form",
                "3|230.50~3 |230.50~line 1 form",
                "3|230.50~99999999999|230.50~line 1 form",
                "80.50~80.51~line 1 says CNY 230.50",
                "80.50~80.5~line 2 form",
                "80.50~80.500~line 2 form",
                "80.50~080.50~line 2 form",
                "80.50~-80.50~line 2 form",
                "80.50~8e1~line 2 form",
                "80.50~80,50~line 2 form",
                "80.50~99999999999999.99~line 2 form",
                "80.50~0.00~line 2 amount",
                "ICBC0001~ICBC0002~line 3 has a serial that line 2 has",
                "ICBC0001~IC~line 2 form",
                "ICBC0001~ICBC-0001~line 2 form",
                "ICBC0001~ICBC00000000000000000000000000001~line 2 form",
                "32068226300000000001~320682~line 2 payment code",
                "32068226300000000001~3206822630000000000O~line 2 payment code",
                "32068226300000000001~ABCDE320682263000001~line 2 payment code",
                "32068226300000000001~32068226300000000001320682263000000000011~line 2 payment code",
                "20261121091502~20261121246000~line 2 time",
                "20261121091502~20260229091502~line 2 time",
                "20261121091502~20261121091560~line 2 time",
                "20261121091502~19991121091502~line 2 time",
                "20261121091502~20261123091502~line 2 time: is not of the day 2026-11-21",
                "20261121091502~2026112109150~line 2 form",
                "091502|S~091502|X~line 2 state",
                "091502|S~091502|TAKEN_~line 2 state",
                "091502|S~091502|CONFIRMED~line 2 state",
                "091502|S~091502|UNKNOWN~line 1 says CNY 230.50",
                "091502|S~091502|s~line 2 form",
                "091502|S~091502|S|~line 2 form",
                "091502|S~091502~line 2 form",
                "091502|S~091502|R~line 1 says CNY 230.50",
            })
    void f35_refuses_the_whole_file_with_line_and_reason(String from, String to, String reason) {
        assertThat(GOOD).contains(from);

        assertRefused(GOOD.replaceFirst(Pattern.quote(from), to), reason);
    }

    @Test
    void f35_refuses_a_file_that_is_cut_anywhere() {
        byte[] file = GOOD.getBytes(UTF_8);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut, UTF_8))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("line ");
        }
    }

    @Test
    void f35_refuses_an_empty_file() {
        assertRefused("", "line 1 does not end in LF");
    }

    @Test
    void f35_refuses_a_blank_line() {
        assertRefused(GOOD + "\n", "line 5 form");
        assertRefused("\n" + GOOD, "line 1 form");
    }

    @Test
    void f35_refuses_carriage_returns() {
        assertRefused(GOOD.replace("\n", "\r\n"), "line 1 has a CR");
        assertRefused(GOOD.replace("\n", "\r"), "line 1");
    }

    @Test
    void f35_refuses_a_byte_order_mark() {
        assertRefused("\uFEFF" + GOOD, "line 1 starts with a byte order mark");
    }

    @Test
    void f35_refuses_backticks_before_the_fields() {
        assertRefused(GOOD.replace("80.50|", "`80.50|"), "line 2 form");
    }

    @Test
    void f35_refuses_characters_that_only_look_like_digits() {
        assertRefused(GOOD.replace("80.50|", "８0.50|"), "line 2 form");
        assertRefused(GOOD.replace("80.50|", "\u0668\u0660.50|"), "line 2 form");
    }

    @Test
    void f35_refuses_octets_of_another_charset() {
        byte[] gbk = GOOD.replace("ICBC0001", "工商银行").getBytes(GBK);

        assertThatThrownBy(() -> read(gbk, UTF_8))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("line 2 is not UTF-8");
        assertThatThrownBy(() -> read(gbk, GBK))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("line 2 form");
        for (Charset wide : List.of(UTF_16, UTF_16LE)) {
            assertThatThrownBy(() -> read(GOOD.getBytes(wide), UTF_8)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void f35_refuses_a_line_without_end() {
        assertRefused("1".repeat(100_000), "line 1 is longer than 128 octets");
        assertRefused(GOOD + "x".repeat(100_000), "line 5 is longer than 128 octets");
    }

    @Test
    void a_refusal_quotes_nothing_of_the_file() {
        assertThatThrownBy(() -> read(GOOD.replace("ICBC0001|32068226300000000001", "622202secret|x")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageNotContaining("622202")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refuses_to_write_one_serial_twice() {
        List<StatementLine> lines = Collections.nCopies(2, bank("B001", 1, "80.50", "09:00:00"));

        assertThatThrownBy(() -> BankStatement.write(lines))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("serials");
    }

    @Test
    void refuses_to_write_a_sum_that_no_reader_takes() {
        Money most = Money.yuan("9999999999999.99");
        List<StatementLine> lines = List.of(
                StatementLine.collected("B001", code(1), most, at("09:00:00")),
                StatementLine.collected("B002", code(2), most, at("09:00:00")));

        try (Statement one = read(BankStatement.write(lines.subList(0, 1)), UTF_8)) {
            assertThat(one.total()).isEqualTo(most);
        }
        assertThatThrownBy(() -> BankStatement.write(lines)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_lines_that_a_statement_cannot_hold() {
        Money amount = Money.yuan("80.50");
        Instant time = at("09:00:00");
        assertInvalid(() -> StatementLine.collected("B-1", code(1), amount, time));
        assertInvalid(() -> StatementLine.collected("B001\n", code(1), amount, time));
        assertInvalid(() -> StatementLine.collected("B001", code(1), Money.parse("80", "JPY"), time));
        assertInvalid(() -> StatementLine.collected("B001", code(1), Money.fen(0), time));
        assertInvalid(() -> StatementLine.collected("B001", code(1), Money.fen(-1), time));
        assertInvalid(() -> StatementLine.collected("B001", code(1), Money.yuan("10000000000000"), time));
        assertInvalid(() -> StatementLine.collected("B001", code(1), amount, time.plusMillis(1)));
        assertInvalid(() -> StatementLine.collected("B001", code(1), amount, Instant.MAX));
        assertInvalid(() -> new StatementLine("B001", code(1), amount, time, CollectionState.REFUNDED));
        assertInvalid(() -> Entry.collected(code(1), Money.parse("80", "JPY"), time));
    }

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidValueException.class);
    }

    private static void assertRefused(String file, String reason) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(reason);
    }

    private static List<Entry> entries(String file) {
        try (Statement statement = read(file)) {
            List<Entry> entries = new ArrayList<>();
            statement.forEach(entries::add);
            return entries;
        }
    }

    private static Statement read(String file) {
        return read(file.getBytes(UTF_8), UTF_8);
    }

    private static Statement read(byte[] file, Charset charset) {
        return Days.statement(Days.DAY, BankStatement.in(charset), file);
    }
}
