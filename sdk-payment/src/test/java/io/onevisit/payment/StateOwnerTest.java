package io.onevisit.payment;

import static io.onevisit.payment.Department.LIFETIME;
import static io.onevisit.payment.PlatformInMemory.NOTIFY_URI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.JdbcStateStore;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database has the payments of one account: those of another do not come into it unnoticed. */
class StateOwnerTest {
    private static final PaymentTerms OTHER = PaymentTerms.of("transport-bureau", NOTIFY_URI, LIFETIME);

    private final Department department = new Department();

    @Test
    void payments_of_another_account_are_refused_and_told_what_to_do() {
        assertThatThrownBy(() -> new Payments(
                        new PlatformInMemory(department.clock),
                        department.store,
                        department.desk.effects,
                        department.desk.following,
                        OTHER))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("a database or a schema of its own")
                .hasMessageContaining("payment.owner")
                .hasMessageNotContaining("bureau");
    }

    @Test
    void nobody_asks_another_platform_about_these_orders_and_refunds() {
        PlatformInMemory platform = new PlatformInMemory(department.clock);

        assertThatThrownBy(() -> new PaymentFollowing(platform, department.store, department.desk.effects, OTHER))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RefundFollowing(platform, department.store, department.desk.effects, OTHER))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void further_nodes_and_restarts_of_the_account_are_let_in_also_under_other_terms() {
        Bill bill = department.opened("BILL-1");
        PaymentTerms later = PaymentTerms.of(Department.ACCOUNT, NOTIFY_URI, LIFETIME.multipliedBy(2));

        assertThat(department.payments().find(bill.number())).isPresent();
        assertThat(department.desk(department.platform, later).payments.find(bill.number()))
                .isPresent();
    }

    @Test
    void orders_from_before_there_were_owners_are_those_of_the_account_that_starts_first() {
        Bill bill = department.opened("BILL-1");
        removeOwner();

        assertThat(department.payments().find(bill.number())).isPresent();
        assertThatThrownBy(() -> department.desk(department.platform, OTHER)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void an_account_with_a_new_name_is_let_in_once_the_old_one_is_removed_as_the_error_says() {
        Bill bill = department.opened("BILL-1");
        removeOwner();

        assertThat(department.desk(department.platform, OTHER).payments.find(bill.number()))
                .isPresent();
    }

    private void removeOwner() {
        department.store.inTransaction(transaction -> {
            try (Statement statement = transaction.createStatement()) {
                return statement.executeUpdate("DELETE FROM onevisit_state WHERE kind = 'payment.owner'");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void of_nodes_of_two_accounts_that_start_at_once_those_of_one_are_let_in(boolean postgres) throws Exception {
        DataSource database = postgres ? Stores.postgres() : Stores.h2Database();
        JdbcStateStore store = new JdbcStateStore(database, department.clock);
        store.createTables();
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> starts = IntStream.range(0, 8)
                    .mapToObj(i -> i % 2 == 0 ? Department.TERMS : OTHER)
                    .map(terms -> nodes.submit(() -> start(() -> {
                        StateOwner.require(store, terms);
                        return terms.account();
                    })))
                    .toList();
            List<String> endings = new ArrayList<>();
            for (Future<String> start : starts) {
                endings.add(start.get());
            }
            Set<String> owners = new HashSet<>(endings);
            owners.remove("refused");

            assertThat(owners).hasSize(1);
            assertThat(endings).filteredOn("refused"::equals).hasSize(4);
        } finally {
            nodes.shutdown();
        }
    }

    private static String start(Supplier<String> node) {
        try {
            return node.get();
        } catch (InvalidValueException e) {
            return "refused";
        }
    }

    @Test
    void a_database_without_tables_is_told_of_at_the_start() {
        JdbcStateStore store = new JdbcStateStore(Stores.h2Database(), department.clock);

        assertThatThrownBy(() -> StateOwner.require(store, OTHER)).isInstanceOf(StorageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void an_account_without_a_name_is_refused(String account) {
        assertThatThrownBy(() -> PaymentTerms.of(account, NOTIFY_URI, LIFETIME))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> PaymentTerms.of("a".repeat(129), NOTIFY_URI, LIFETIME))
                .isInstanceOf(InvalidValueException.class);
    }
}
