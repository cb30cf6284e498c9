package io.onevisit.payment.reconcile.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Money;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiscalBillFundTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final FiscalBillFund FORMAT = FiscalBillFund.in(UTF_8);
    private static final String MESSAGE = """
            {"method":"wp.outer.account.billfund","timestamp":"20261121233000","bankindex":"0102","biz_content":{
            "date":"20261121","accconfirm_no":"DZ20261121001","rec_acctype":"1","rec_acct":"33050161772700000000","count":2,
            "translist":[{"trade_no":"T1","billno":"32068226300000000001","amount":"80.50"},
            {"trade_no":"T2","billno":"32068226300000000002","amount":150.00,"paymode":"1"}]}}
            """;

    @Test
    void reads_the_entries_of_the_day_which_have_a_date_only() {
        assertThat(Reading.entries(FORMAT, DAY, MESSAGE.getBytes(UTF_8)))
                .containsExactly(entry("32068226300000000001", "T1", 8050), entry("32068226300000000002", "T2", 15000));
    }

    @Test
    void reads_gbk_as_the_fiscal_side_sends_it() {
        Charset gbk = Charset.forName("GBK");
        byte[] message =
                MESSAGE.replace("\"paymode\":\"1\"", "\"paymode\":\"现金\"").getBytes(gbk);

        assertThat(Reading.entries(FiscalBillFund.in(gbk), DAY, message)).hasSize(2);
        Reading.assertRefused(FORMAT, DAY, message, "is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "\"count\":2~\"count\":3~does not count the 2 entries",
                "\"count\":2~\"count\":\"1\"~does not count the 2 entries",
                "\"count\":2,~~does not count",
                "80.50~80.5x~line 1 amount",
                "150.00~1.5e2~line 2 amount",
                "150.00~150.001~line 2 amount",
                "150.00~-150.00~line 2 amount",
                "150.00~true~line 2 amount",
                "\"trade_no\":\"T2\",~~line 2 trade_no",
                "T2~T1~line 2 has a serial that line 1 has",
                "32068226300000000002~~line 2 key",
                "20261121\"~20261122\"~line 1 time: is not of the day",
                "20261121\"~20261131\"~date",
                "billfund~flow~is another method",
                "\"translist\":[~\"translist\":[1,~translist must hold objects",
                "\"biz_content\":{~\"biz_content\":{\"date\":\"20261121\",~is not strict JSON",
                "}}~}~is not strict JSON",
                "\"accconfirm_no\":\"DZ20261121001\",~~accconfirm_no is missing",
            })
    void f35_refuses_the_whole_message(String from, String to, String reason) {
        assertThat(MESSAGE).contains(from);

        Reading.assertRefused(
                FORMAT,
                DAY,
                MESSAGE.replaceFirst(Pattern.quote(from), to == null ? "" : to).getBytes(UTF_8),
                reason);
    }

    @Test
    void f35_refuses_a_message_beyond_all_bounds() {
        Reading.assertRefused(FORMAT, DAY, new byte[8 * 1024 * 1024 + 1], "8 MiB");
    }

    private static Entry entry(String code, String serial, long fen) {
        return new Entry(
                code, code, serial, Money.fen(fen), Reading.at("2026-11-21 00:00:00"), true, CollectionState.COLLECTED);
    }
}
