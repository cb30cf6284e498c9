package io.onevisit.payment.outlet;

import static io.onevisit.payment.outlet.Bank.done;
import static io.onevisit.payment.outlet.Bank.ending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.payment.ByHand;
import io.onevisit.payment.OperatorDecision;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.outlet.CollectingPlatform.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money taken while the platform was away for longer than the outbox forwards (F40): a person settles it. */
class GivenUpTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final String CODE = "32068226300000000001";
    private static final String SERIAL = "ICBC0001";
    private static final ByHand BY = new ByHand("0301-7", "the platform knows nothing of it");

    private final SettableClock clock = new SettableClock(NOW);
    private final CollectingPlatform platform = new CollectingPlatform(clock);
    private final DataSource database = Bank.database();
    private final Bank bank = new Bank(platform, clock, Bank.SETTINGS, database);
    private final BankOutlet outlet = bank.outlet;

    @BeforeEach
    void the_platform_has_answered_once() {
        platform.open(CODE, "500.00", Bank.PAYEE.value(), "2026-12-22T03:04:05Z");
        outlet.lookUp(new PaymentCode(CODE));
    }

    private void taken(Fault weather) {
        platform.weather(() -> weather);
        ScannedCode scanned = outlet.scan(Bank.picture(CODE, "500.00", NOW.plus(Duration.ofDays(30))))
                .orThrow();
        assertThat(ending(outlet.collect(scanned, SERIAL, "0301"))).isEqualTo("unknown");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TAKEN);
    }

    private void givenUp() {
        platform.weather(() -> Fault.NO_CONNECTION);
        clock.advance(Duration.ofDays(8));
        bank.forward();
        assertThat(bank.outbox.deadLetters(10)).hasSize(1);
    }

    private void theLineIsBack() {
        platform.weather(() -> Fault.NONE);
    }

    /** What the bank may still take offline, to the hundred. */
    private int room() {
        OfflineTotal total = new OfflineTotal(bank.store, CreditCode.parse(Bank.FIRST));
        Money hundred = Money.yuan("100.00");
        return bank.store.inTransaction(tx -> {
            int room = 0;
            while (total.take(tx, hundred, Bank.SETTINGS.offline().total())) {
                room += 100;
            }
            for (int taken = 0; taken < room; taken += 100) {
                total.settle(tx, hundred);
            }
            return room;
        });
    }

    @Test
    void what_was_given_up_is_told_and_holds_its_part_of_the_total() {
        taken(Fault.NO_CONNECTION);
        assertThat(outlet.givenUp(10)).isEmpty();

        givenUp();

        assertThat(outlet.givenUp(10)).containsExactly(outlet.find(SERIAL).orElseThrow());
        assertThat(room()).isEqualTo(500);
    }

    @Test
    void it_is_forwarded_again_once_under_its_serial() {
        taken(Fault.NO_CONNECTION);
        givenUp();
        theLineIsBack();

        outlet.forwardAgain(SERIAL);
        bank.forward();

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        assertThat(platform.collections()).containsOnlyKeys(Bank.FIRST + " " + SERIAL);
        assertThat(outlet.givenUp(10)).isEmpty();
        assertThat(bank.outbox.deadLetters(10)).isEmpty();
        assertThat(room()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_person_gives_it_back_when_the_platform_has_it_not_or_does_not_answer(boolean lineIsBack) {
        taken(Fault.NO_CONNECTION);
        givenUp();
        if (lineIsBack) {
            theLineIsBack();
        }

        OutletCollection after = outlet.giveBack(SERIAL, BY);

        assertThat(after.state()).isEqualTo(OutletState.TO_RETURN);
        assertThat(after).isEqualTo(outlet.find(SERIAL).orElseThrow());
        assertThat(after.decidedBy()).isEqualTo(new OperatorDecision(BY, clock.instant()));
        assertThat(room()).isEqualTo(1000);
        assertThat(outlet.unsettled(DAY, 10)).containsExactly(after);
        outlet.returned(SERIAL);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.RETURNED);
        theLineIsBack();
        bank.forward();
        assertThat(platform.collections()).as("nobody forwards it any more").isEmpty();
        assertThat(bank.outbox.deadLetters(10)).isEmpty();
    }

    @Test
    void the_same_decision_again_gives_the_same_and_another_is_refused() {
        taken(Fault.NO_CONNECTION);
        givenUp();
        OutletCollection first = outlet.giveBack(SERIAL, BY);
        clock.advance(Duration.ofMinutes(1));

        assertThat(outlet.giveBack(SERIAL, BY)).isEqualTo(first);
        assertThatThrownBy(() -> outlet.giveBack(SERIAL, new ByHand("0302-1", "somebody else")))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_decision_whose_message_was_left_dead_is_completed_by_the_same_decision() {
        taken(Fault.ANSWER_LOST);
        givenUp();
        OperatorDecision decision = new OperatorDecision(BY, clock.instant());
        new CollectionBook(bank.store, CreditCode.parse(Bank.FIRST))
                .change(SERIAL, current -> current.givenBack(decision));
        theLineIsBack();

        assertThat(outlet.giveBack(SERIAL, BY).state()).isEqualTo(OutletState.TO_RETURN);
        bank.forward();

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        assertThat(bank.outbox.deadLetters(10)).isEmpty();
    }

    @Test
    void what_was_not_taken_offline_frees_nothing_of_the_total_when_it_is_given_back() {
        String other = "32068226300000000002";
        platform.open(other, "500.00", Bank.PAYEE.value(), "2026-12-22T03:04:05Z");
        PayableBill lookedUp = outlet.lookUp(new PaymentCode(other));
        platform.weather(() -> Fault.REQUEST_LOST);
        assertThat(ending(outlet.collect(lookedUp, "ICBC0002", "0301"))).isEqualTo("unknown");
        assertThat(bank.state("ICBC0002")).isEqualTo(OutletState.UNKNOWN);
        taken(Fault.NO_CONNECTION);
        clock.advance(Duration.ofDays(8));
        bank.forward();
        assertThat(outlet.givenUp(10)).hasSize(2);

        assertThat(outlet.giveBack("ICBC0002", BY).state()).isEqualTo(OutletState.TO_RETURN);
        assertThat(room()).isEqualTo(500);
        assertThat(outlet.giveBack(SERIAL, BY).state()).isEqualTo(OutletState.TO_RETURN);
        assertThat(room()).isEqualTo(1000);
    }

    @Test
    void ten_thousand_older_dead_letters_of_another_kind_hide_nothing() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO onevisit_message (kind, business_key, digest, payload, status, uncertain, tries,"
                            + " reason, opened_at, changed_at) SELECT 'other', CONCAT('k', x), X'00', X'00', 'DEAD', FALSE, 1, 'no',"
                            + " 0, 0 FROM SYSTEM_RANGE(1, 10000)");
        }
        taken(Fault.NO_CONNECTION);
        clock.advance(Duration.ofDays(8));
        bank.forward();

        assertThat(outlet.givenUp(10)).hasSize(1);
        assertThat(outlet.giveBack(SERIAL, BY).state()).isEqualTo(OutletState.TO_RETURN);
    }

    @Test
    void it_is_not_given_back_when_the_platform_has_it_after_all() {
        taken(Fault.ANSWER_LOST);
        givenUp();
        theLineIsBack();

        assertThat(outlet.giveBack(SERIAL, BY).state()).isEqualTo(OutletState.CONFIRMED);

        assertThatThrownBy(() -> outlet.returned(SERIAL)).isInstanceOf(InvalidValueException.class);
        assertThat(room()).isEqualTo(1000);
        bank.forward();
        assertThat(bank.outbox.deadLetters(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void f40_what_was_given_back_without_an_answer_is_asked_for_until_the_platform_says_that_it_has_it(
            boolean returned) {
        taken(Fault.ANSWER_LOST);
        givenUp();
        assertThat(outlet.giveBack(SERIAL, BY).state()).isEqualTo(OutletState.TO_RETURN);
        bank.forward();
        if (returned) {
            outlet.returned(SERIAL);
        }
        theLineIsBack();

        bank.forward();

        OutletCollection after = outlet.find(SERIAL).orElseThrow();
        assertThat(after.state()).isEqualTo(OutletState.CONFIRMED);
        assertThat(after.receipt()).isNotNull();
        assertThat(after.decidedBy().by()).isEqualTo(BY);
        assertThat(platform.collections()).hasSize(1);
        assertThatThrownBy(() -> outlet.returned(SERIAL)).isInstanceOf(InvalidValueException.class);
        assertThat(bank.outbox.deadLetters(10)).isEmpty();
    }

    @Test
    void f40_what_was_given_back_and_not_answered_for_is_told_as_given_up_once_more() {
        taken(Fault.ANSWER_LOST);
        givenUp();
        outlet.giveBack(SERIAL, BY);
        givenUp();

        assertThat(outlet.givenUp(10)).containsExactly(outlet.find(SERIAL).orElseThrow());
        theLineIsBack();
        outlet.forwardAgain(SERIAL);
        bank.forward();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
    }

    @Test
    void f40_given_back_on_one_node_while_another_tells_the_receipt_counts() {
        taken(Fault.NO_CONNECTION);
        givenUp();
        theLineIsBack();
        ScannedCode scanned = outlet.scan(Bank.picture(CODE, "500.00", NOW.plus(Duration.ofDays(30))))
                .orThrow();
        platform.during(() -> {
            assertThat(outlet.giveBack(SERIAL, BY).state()).isEqualTo(OutletState.TO_RETURN);
            outlet.returned(SERIAL);
        });

        done(outlet.collect(scanned, SERIAL, "0301"));

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        assertThat(outlet.find(SERIAL).orElseThrow().decidedBy()).isNotNull();
        assertThat(platform.collections()).hasSize(1);
        bank.forward();
        assertThat(bank.outbox.deadLetters(10)).isEmpty();
    }

    @Test
    void what_is_still_forwarded_is_neither_given_back_nor_forwarded_again_by_hand() {
        taken(Fault.NO_CONNECTION);
        bank.forward();

        assertThatThrownBy(() -> outlet.giveBack(SERIAL, BY)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.forwardAgain(SERIAL)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.giveBack("ICBC9999", BY)).isInstanceOf(InvalidValueException.class);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TAKEN);
    }

    @Test
    void what_was_refused_when_it_was_forwarded_has_its_ending_and_leaves_no_dead_letter_once_it_is_returned() {
        taken(Fault.NO_CONNECTION);
        platform.bill(CODE).put("state", "CLOSED");
        theLineIsBack();
        bank.forward();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TO_RETURN);
        assertThat(bank.outbox.deadLetters(10)).hasSize(1);

        assertThat(outlet.givenUp(10)).isEmpty();
        assertThatThrownBy(() -> outlet.giveBack(SERIAL, BY)).isInstanceOf(InvalidValueException.class);
        outlet.returned(SERIAL);
        bank.forward();
        assertThat(bank.outbox.deadLetters(10)).isEmpty();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.RETURNED);
    }

    @Test
    void a_reversal_that_was_given_up_is_told_and_forwarded_again_and_the_money_is_not_given_back_by_hand() {
        ScannedCode scanned = outlet.scan(Bank.picture(CODE, "500.00", NOW.plus(Duration.ofDays(30))))
                .orThrow();
        done(outlet.collect(scanned, SERIAL, "0301"));
        bank.outbox.runDue();
        platform.weather(() -> Fault.NO_CONNECTION);
        assertThat(ending(outlet.reverse(SERIAL, "CZ0001", "wrong bill"))).isEqualTo("unknown");
        givenUp();

        assertThat(outlet.givenUp(10)).containsExactly(outlet.find(SERIAL).orElseThrow());
        assertThatThrownBy(() -> outlet.giveBack(SERIAL, BY)).isInstanceOf(InvalidValueException.class);
        theLineIsBack();
        outlet.forwardAgain(SERIAL);
        bank.forward();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSED);
        assertThat(outlet.givenUp(10)).isEmpty();
    }

    @Test
    void another_bank_on_the_same_database_is_not_told() {
        Bank other = new Bank(
                platform,
                clock,
                new OutletSettings(CreditCode.parse(Bank.SECOND), Bank.SETTINGS.dayCut(), Bank.SETTINGS.offline()),
                database);
        taken(Fault.NO_CONNECTION);
        givenUp();

        assertThat(other.outlet.givenUp(10)).isEmpty();
        assertThatThrownBy(() -> other.outlet.giveBack(SERIAL, BY)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001})
    void a_limit_out_of_its_bounds_is_refused(int limit) {
        assertThatThrownBy(() -> outlet.givenUp(limit)).isInstanceOf(InvalidValueException.class);
    }
}
