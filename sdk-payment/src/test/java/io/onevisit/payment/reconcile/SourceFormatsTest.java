package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.CollectionState.COLLECTED;
import static io.onevisit.payment.reconcile.CollectionState.PENDING;
import static io.onevisit.payment.reconcile.CollectionState.REFUNDED;
import static io.onevisit.payment.reconcile.CollectionState.REVERSED;
import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.code;
import static io.onevisit.payment.reconcile.Days.kinds;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of difference in every form of statement that can say it, with what each side has. */
class SourceFormatsTest {
    private static final Entry OURS = entry("P1", 1, "80.50", "09:00:00");
    private static final Entry THEIRS = entry("B001", 1, "80.50", "09:00:02");
    private static final Entry REFUND = entry("B002", 1, "30.00", "11:00:00").in(REFUNDED);

    /** A difference of which each side has its own: what both have beside it agrees. */
    private enum Planted {
        LONG(DiscrepancyKind.LONG, List.of(), List.of(THEIRS)),
        SHORT(DiscrepancyKind.SHORT, List.of(OURS), List.of()),
        AMOUNT(DiscrepancyKind.AMOUNT, List.of(OURS), List.of(entry("B001", 1, "80.05", "09:00:02"))),
        STATE_GIVEN_BACK_BY_US(DiscrepancyKind.STATE, List.of(OURS.in(REVERSED)), List.of(THEIRS)),
        STATE_GIVEN_BACK_BY_THE_BANK(DiscrepancyKind.STATE, List.of(OURS), List.of(THEIRS.in(REVERSED))),
        PENDING_BOOKED(DiscrepancyKind.PENDING_BOOKED, List.of(OURS), List.of(THEIRS.in(PENDING))),
        PENDING_UNBOOKED(DiscrepancyKind.PENDING_UNBOOKED, List.of(), List.of(THEIRS.in(PENDING))),
        REFUND_BY_US(DiscrepancyKind.REFUND, List.of(REFUND), List.of()),
        REFUND_BY_THE_BANK(DiscrepancyKind.REFUND, List.of(), List.of(REFUND)),
        DUPLICATE(DiscrepancyKind.DUPLICATE, List.of(), List.of(entry("B010", 9, "7.00", "13:00:00"))),
        MANY(
                DiscrepancyKind.MANY,
                List.of(OURS),
                List.of(entry("B001", 1, "60.00", "09:00:00"), entry("B002", 1, "20.51", "09:10:00"))),
        UNCLAIMED(
                DiscrepancyKind.UNCLAIMED,
                List.of(),
                List.of(new Entry("B001", null, "B001", Money.yuan("80.50"), at("09:00:02"), false, COLLECTED)));

        private final DiscrepancyKind kind;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Entry> ours;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Entry> bank;

        Planted(DiscrepancyKind kind, List<Entry> ours, List<Entry> bank) {
            this.kind = kind;
            this.ours = ours;
            this.bank = bank;
        }

        boolean canBeIn(SampleFile format) {
            return bank.stream().allMatch(format::canSay);
        }
    }

    private static Entry entry(String serial, int code, String yuan, String time) {
        return Entry.of(code(code).value(), serial, Money.yuan(yuan), at(time), COLLECTED);
    }

    private static Reconciliation match(SampleFile format, List<Entry> ours, Entry... bank) {
        return match(format, DAY, null, ours, bank);
    }

    private static Reconciliation match(
            SampleFile format, LocalDate day, @Nullable Reconciliation previous, List<Entry> ours, Entry... bank) {
        Reconciliation result = Days.match(day, previous, ours, format.format(), format.write(List.of(bank)));
        assertThat(result.balances()).isTrue();
        return result;
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Planted.values())
                .flatMap(planted -> Arrays.stream(SampleFile.values())
                        .filter(planted::canBeIn)
                        .map(format -> Arguments.of(planted, format)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("pairs")
    void every_difference_kind_is_found_with_both_values_in_every_source_format(Planted planted, SampleFile format) {
        Entry agreed = entry("P9", 9, "7.00", "12:00:00");
        List<Entry> book =
                Stream.concat(planted.ours.stream(), Stream.of(agreed)).toList();
        Entry[] lines = Stream.concat(planted.bank.stream(), Stream.of(entry("B009", 9, "7.00", "12:00:00")))
                .toArray(Entry[]::new);

        Reconciliation result = match(format, book, lines);

        assertThat(result.matched()).isEqualTo(1);
        assertThat(result.discrepancies()).hasSize(1);
        Discrepancy found = result.discrepancies().get(0);
        assertThat(found.kind()).isEqualTo(planted.kind);
        assertThat(found.ours()).isEqualTo(planted.ours);
        assertThat(found.bank()).hasSameSizeAs(planted.bank).allSatisfy(entry -> {
            assertThat(BankDay.of(DAY).covers(entry)).isTrue();
            assertThat(entry.dateOnly() || entry.at().isAfter(at("08:59:59"))).isTrue();
        });
        assertThat(values(found.bank())).containsExactlyInAnyOrderElementsOf(values(planted.bank));
        assertThat(found.difference()).isEqualTo(Discrepancy.sum(planted.bank).minus(Discrepancy.sum(planted.ours)));
    }

    /** A form may put something after a slash behind the serial number. */
    private static List<String> values(List<Entry> entries) {
        return entries.stream()
                .map(entry -> List.of(
                                entry.key(),
                                String.valueOf(entry.code()),
                                String.valueOf(entry.serial()).replaceFirst("/.*", ""),
                                entry.amount(),
                                entry.state())
                        .toString())
                .toList();
    }

    @Test
    void what_a_format_has_no_words_for_is_known_and_no_more() {
        Set<String> missing = Arrays.stream(Planted.values())
                .flatMap(planted -> Arrays.stream(SampleFile.values())
                        .filter(format -> !planted.canBeIn(format))
                        .map(format -> planted + " in " + format))
                .collect(Collectors.toSet());

        assertThat(missing)
                .containsExactlyInAnyOrder(
                        "STATE_GIVEN_BACK_BY_THE_BANK in WECHAT",
                        "STATE_GIVEN_BACK_BY_THE_BANK in ALIPAY",
                        "STATE_GIVEN_BACK_BY_THE_BANK in FISCAL",
                        "STATE_GIVEN_BACK_BY_THE_BANK in CAMT_053",
                        "STATE_GIVEN_BACK_BY_THE_BANK in CAMT_054",
                        "PENDING_BOOKED in WECHAT",
                        "PENDING_BOOKED in ALIPAY",
                        "PENDING_BOOKED in FISCAL",
                        "PENDING_BOOKED in CAMT_053",
                        "PENDING_BOOKED in CAMT_054",
                        "PENDING_UNBOOKED in WECHAT",
                        "PENDING_UNBOOKED in ALIPAY",
                        "PENDING_UNBOOKED in FISCAL",
                        "PENDING_UNBOOKED in CAMT_053",
                        "PENDING_UNBOOKED in CAMT_054",
                        "REFUND_BY_THE_BANK in BANK",
                        "REFUND_BY_THE_BANK in FISCAL",
                        "UNCLAIMED in BANK",
                        "UNCLAIMED in WECHAT",
                        "UNCLAIMED in ALIPAY",
                        "UNCLAIMED in FISCAL");
        assertThat(Arrays.stream(Planted.values()).map(planted -> planted.kind))
                .containsAll(EnumSet.allOf(DiscrepancyKind.class));
    }

    @ParameterizedTest
    @EnumSource
    void what_both_sides_have_agrees(SampleFile format) {
        Reconciliation result = match(
                format,
                List.of(OURS, entry("P2", 2, "0.01", "10:00:00")),
                THEIRS,
                entry("B002", 2, "0.01", "10:00:00"));

        assertThat(result.matched()).isEqualTo(2);
        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.bankTotal()).isEqualTo(Money.yuan("80.51"));
    }

    @ParameterizedTest
    @EnumSource
    void f36_one_sum_here_and_two_there_agree_when_they_come_to_it(SampleFile format) {
        Reconciliation result = match(
                format, List.of(OURS), entry("B001", 1, "60.00", "09:00:00"), entry("B002", 1, "20.50", "09:10:00"));

        assertThat(result.grouped()).isEqualTo(1);
        assertThat(result.discrepancies()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void f33_cut_off(SampleFile format) {
        Entry before = Entry.collected(code(2), Money.yuan("1.00"), at(DAY.minusDays(1), "23:59:59"));

        Reconciliation result = match(format, List.of(OURS, before), THEIRS, entry("B002", 2, "1.00", "00:00:10"));

        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.matched()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void f33_another_day_is_refused_whole(SampleFile format) {
        byte[] file = format.write(List.of(THEIRS));

        assertThatThrownBy(() -> Days.match(DAY.plusDays(2), null, List.of(), format.format(), file))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("is not of the day 2026-11-23");
    }

    /** The formats that tell of refunds. */
    static Stream<SampleFile> refunding() {
        return Arrays.stream(SampleFile.values()).filter(format -> format.canSay(REFUND));
    }

    private static Entry refund(String serial, LocalDate day, String time) {
        return Entry.of(code(1).value(), serial, Money.yuan("30.00"), at(day, time), REFUNDED);
    }

    /** The book has payment and refund on both days; each day takes its own. */
    @ParameterizedTest
    @MethodSource("refunding")
    void f32_a_refund_on_a_later_day_than_its_payment_balances_on_both_days(SampleFile format) {
        LocalDate later = DAY.plusDays(1);
        List<Entry> book = List.of(OURS, refund("P2", later, "11:00:00"));

        Reconciliation first = match(format, DAY, null, book, THEIRS);
        Reconciliation second = match(format, later, first, book, refund("B002", later, "11:00:03"));

        assertThat(first.discrepancies()).isEmpty();
        assertThat(second.discrepancies()).isEmpty();
        assertThat(List.of(first.matched(), second.matched())).containsExactly(1L, 1L);
        assertThat(first.bankTotal()).isEqualTo(first.ourTotal()).isEqualTo(Money.yuan("80.50"));
        assertThat(second.bankTotal()).isEqualTo(second.ourTotal()).isEqualTo(Money.yuan("-30.00"));
    }

    @ParameterizedTest
    @MethodSource("refunding")
    void f33_a_refund_before_midnight_here_and_after_it_there_is_one_refund(SampleFile format) {
        LocalDate later = DAY.plusDays(1);
        Entry late = refund("P2", DAY, "23:59:58");

        Reconciliation first = match(format, DAY, null, List.of(OURS, late), THEIRS);
        Reconciliation second = match(format, later, first, List.of(OURS, late), refund("B002", later, "00:00:05"));

        assertThat(first.discrepancies()).isEmpty();
        assertThat(first.open()).containsExactly(late);
        assertThat(second.discrepancies()).isEmpty();
        assertThat(second.matched()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("refunding")
    void f31_f32_a_later_refund_that_only_one_side_has_is_named_on_its_own_day(SampleFile format) {
        LocalDate later = DAY.plusDays(1);
        Entry refund = refund("B002", later, "11:00:00");

        Reconciliation first = match(format, DAY, null, List.of(OURS, refund), THEIRS);

        assertThat(first.discrepancies()).isEmpty();
        assertThat(kinds(match(format, later, first, List.of(OURS, refund)))).containsExactly("REFUND CNY 30.00");
        assertThat(kinds(match(format, later, first, List.of(OURS), refund))).containsExactly("REFUND CNY -30.00");
    }

    @ParameterizedTest
    @EnumSource
    void f35_a_serial_that_is_there_twice_refuses_the_file(SampleFile format) {
        byte[] good = format.write(List.of(THEIRS, entry("B002", 2, "80.50", "09:00:00")));
        byte[] file = new String(good, ISO_8859_1).replace("B002", "B001").getBytes(ISO_8859_1);

        assertThatThrownBy(() -> Days.match(DAY, null, List.of(), format.format(), file))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("has a serial that line");
    }

    @ParameterizedTest
    @EnumSource
    void f35_octets_after_the_end_refuse_the_file(SampleFile format) {
        byte[] file = format.write(List.of(THEIRS));
        byte[] longer = Arrays.copyOf(file, file.length + 2);
        longer[file.length] = 'x';
        longer[file.length + 1] = '\n';

        assertThatThrownBy(() -> Days.match(DAY, null, List.of(), format.format(), longer))
                .isInstanceOf(MalformedMessageException.class);
    }
}
