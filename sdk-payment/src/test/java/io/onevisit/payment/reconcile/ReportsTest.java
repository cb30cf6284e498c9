package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.bank;
import static io.onevisit.payment.reconcile.Days.code;
import static io.onevisit.payment.reconcile.Days.match;
import static io.onevisit.payment.reconcile.Days.ours;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Money;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&";

    private static Reconciliation unclaimed(String key) {
        Entry arrival = new Entry(key, null, key, Money.yuan("5.00"), at("09:00:00"), false, CollectionState.COLLECTED);
        return Matching.match(
                BankDay.of(DAY),
                null,
                Collections.emptyIterator(),
                List.of(arrival).iterator());
    }

    @Test
    void the_report_for_people_tells_both_values_and_what_to_do() {
        Reconciliation result = match(
                DAY,
                List.of(ours(1, "80.50", "09:00:00"), ours(2, "1.00", "23:59:00")),
                bank("B001", 1, "80.05", "09:00:01"));

        assertThat(result.toText())
                .contains("2026-11-21", "Matched: 0", "Our total: CNY 80.50", "Bank total: CNY 80.05", "是 yes")
                .contains("F32 AMOUNT", code(1).value(), "CNY -0.45")
                .contains("CNY 80.50 COLLECTED 2026-11-21 09:00:00", "CNY 80.05 COLLECTED 2026-11-21 09:00:01 B001")
                .contains("金额不符", "the amounts differ", DiscrepancyKind.AMOUNT.actionZh())
                .contains("Open at the cut-off: 1", code(2).value());
    }

    @Test
    void every_report_shows_what_is_pending() {
        StatementLine pending =
                new StatementLine("B001", code(1), Money.yuan("80.50"), at("09:00:01"), CollectionState.PENDING);
        Reconciliation result = match(DAY, List.of(ours(1, "80.50", "09:00:00")), pending);

        assertThat(result.toText()).contains("F31 PENDING_BOOKED", "CNY 80.50 PENDING", "银行未确认");
        assertThat(result.toCsv()).contains("PENDING_BOOKED", ",PENDING,");
        assertThat(result.toHtml()).contains("未确认", DiscrepancyKind.PENDING_BOOKED.actionZh());
    }

    @Test
    void the_table_has_one_row_for_each_entry_of_a_difference() {
        Reconciliation result = match(
                DAY,
                List.of(ours(2, "150.00", "10:00:00"), ours(3, "100.00", "10:00:00")),
                bank("B001", 1, "80.50", "09:00:00"),
                bank("B003", 3, "60.00", "10:00:00"),
                bank("B004", 3, "30.00", "10:00:00"));

        List<String> rows = result.toCsv().lines().toList();

        assertThat(rows).hasSize(6);
        assertThat(rows.get(0)).startsWith("number,kind,fault,side,key,code,serial,amount,state,time,difference");
        assertThat(rows.get(1))
                .startsWith("1,LONG,F30,BANK,00000000000000000001,00000000000000000001,B001,80.50,COLLECTED,"
                        + "2026-11-21 09:00:00,80.50,")
                .endsWith(",\"query the payment, then book it or refund it\"");
        assertThat(rows.get(2)).startsWith("2,SHORT,F31,OURS,").contains(",150.00,", ",-150.00,");
        assertThat(rows.subList(3, 6))
                .allSatisfy(row -> assertThat(row).startsWith("3,MANY,F36,").contains(",-10.00,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "-1.5", "=cmd|'/c calc'!A1", "-2.00.1"})
    void no_field_of_the_table_starts_as_a_formula_does(String key) {
        assertThat(unclaimed(key).toCsv()).contains(",BANK,'" + key + ",,'" + key + ",");
    }

    @Test
    void the_table_keeps_commas_and_quotes_in_their_fields() {
        assertThat(unclaimed("a,\"b").toCsv()).contains(",BANK,\"a,\"\"b\",,\"a,\"\"b\",");
    }

    @Test
    void the_page_shows_every_difference_with_both_values_and_the_totals() {
        Reconciliation result = match(
                DAY,
                List.of(ours(1, "12345.60", "09:00:00"), ours(8, "6.00", "23:59:59")),
                bank("B001", 1, "12345.06", "09:00:01"));

        assertThat(result.toHtml())
                .contains("2026-11-21 对账报告", "¥12,345.60", "¥12,345.06", "−¥0.54", code(1).value(), "B001")
                .contains("F32 AMOUNT", "金额不符", "check the bank&#39;s voucher", "账平，差异已逐笔列明")
                .contains("未达账项", code(8).value());
    }

    @Test
    void the_page_says_so_when_there_is_no_difference_or_no_balance() {
        Reconciliation good = match(DAY, List.of());
        Money one = Money.fen(1);
        Reconciliation doctored = new Reconciliation(
                BankDay.of(DAY), null, 0, 0, one, List.of(), List.of(), List.of(), one, Money.fen(0));

        assertThat(good.toHtml()).contains("账平，无差异").doesNotContain("<table>");
        assertThat(doctored.toHtml()).contains("不平 does not balance").doesNotContain("账平");
    }

    @Test
    void the_page_runs_nothing_loads_nothing_and_escapes_what_comes_from_the_bank() {
        String page = unclaimed(HOSTILE).toHtml();

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;")
                .contains("default-src 'none'")
                .doesNotContain("<script", "http:", "https:", "src=", "href=", "url(", "onload", "@import");
    }

    @Test
    void the_page_is_well_formed_and_bounded_however_many_differences_there_are() throws Exception {
        List<Entry> many = new ArrayList<>();
        for (int i = 0; i < 2_100; i++) {
            many.add(ours(i, "1.00", "09:00:00"));
        }
        for (int i = 0; i < 30; i++) {
            many.add(ours(9_999, "1.00", "09:00:00").inBatch("A" + HOSTILE));
        }
        many.sort(Entry.ORDER);
        Entry sum = Entry.of("A" + HOSTILE, "B1", Money.yuan("29.00"), at("09:00:00"), CollectionState.COLLECTED);
        String page = Matching.match(
                        BankDay.of(DAY), null, many.iterator(), List.of(sum).iterator())
                .toHtml();

        String xml = page.substring(page.indexOf("<main>"), page.indexOf("</main>") + "</main>".length());
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                        .getElementsByTagName("tr")
                        .getLength())
                .isEqualTo(2_001);
        assertThat(page).contains("101 more in the CSV");
    }
}
