package io.onevisit.payment.reconcile.statement;

import static io.onevisit.payment.reconcile.statement.Reading.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Money;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns are those of the 交易账单文件格式说明 of WeChat Pay; the older ones those of its downloadbill interface. */
class WechatBillTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final String ALL = """
            交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,\
            微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注
            `2026-11-21 09:15:02,`wx0,`19,`0,`,`4200000001,`PAY1,`o1,`NATIVE,`SUCCESS,`OTHERS,`CNY,`80.50,`0.00,`0,`0,`0.00,`0.00,`,`,`工本费,一份,`,`0.48300,`0.60%,`80.50,`0.00,`
            `2026-11-21 10:00:00,`wx0,`19,`0,`,`4200000002,`PAY2,`o2,`JSAPI,`SUCCESS,`OTHERS,`CNY,`7.00,`3.00,`0,`0,`0.00,`0.00,`,`,`罚款,`,`0.04200,`0.60%,`10.00,`0.00,`
            `2026-11-21 11:00:00,`wx0,`19,`0,`,`4200000001,`PAY1,`o1,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030000001,`R1,`30.00,`0.00,`ORIGINAL,`PROCESSING,`工本费,一份,`,`-0.18000,`0.60%,`0.00,`30.00,`
            总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额
            `3,`87.50,`30.00,`0.00,`0.34500,`90.50,`30.00
            """;
    private static final String OLD_REFUND = """
            交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,企业红包金额,\
            退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率
            `2018-08-20 14:40:09,`wx0,`15,`16,`,`42001,`P1,`o,`NATIVE,`REFUND,`CFT,`CNY,`0.00,`0.00,`2018-08-21 18:13:10,`2018-08-21 18:13:12,`50001,`R1,`0.01,`0.00,`ORIGINAL,`SUCCESS,`测试,`,`0.00000,`1.00%
            总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额
            `1,`0.00,`0.01,`0.00,`0.00000
            """;

    @Test
    void reads_payments_and_refunds_of_the_whole_bill() {
        assertThat(read(ALL))
                .containsExactly(
                        entry("PAY1", "4200000001", 8050, "2026-11-21 09:15:02", CollectionState.COLLECTED),
                        entry("PAY1", "5030000001", 3000, "2026-11-21 11:00:00", CollectionState.REFUNDED),
                        entry("PAY2", "4200000002", 1000, "2026-11-21 10:00:00", CollectionState.COLLECTED));
    }

    @Test
    void reads_it_with_a_byte_order_mark_and_crlf_too() {
        assertThat(read("\uFEFF" + ALL.replace("\n", "\r\n"))).isEqualTo(read(ALL));
    }

    @Test
    void reads_a_bill_of_refunds_by_the_time_they_were_asked_for() {
        assertThat(Reading.entries(new WechatBill(), LocalDate.parse("2018-08-21"), OLD_REFUND.getBytes(UTF_8)))
                .containsExactly(entry("P1", "50001", 1, "2018-08-21 18:13:10", CollectionState.REFUNDED));
    }

    @Test
    void reads_a_bill_of_payments_which_has_totals_of_columns_it_has_not() {
        String success = """
                交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,代金券金额,商品名称,手续费,订单金额
                `2026-11-21 09:15:02,`19,`42001,`P1,`SUCCESS,`CNY,`80.50,`0.00,`工本费,`0.00000,`80.50
                总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额
                `1,`80.50,`0.00,`0.00,`0.00000,`80.50,`0.00
                """;

        assertThat(read(success)).hasSize(1);
        refused(success.replace("`0.00000,`80.50,`0.00\n", "`0.00000,`80.50,`0.01\n"), "line 4 申请退款总金额");
        refused(success.replace("`SUCCESS", "`REFUND"), "line 2 交易状态");
    }

    @Test
    void reads_a_day_without_trade() {
        String none = ALL.lines().findFirst().orElseThrow()
                + "\n总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\n";

        assertThat(read(none)).isEmpty();
    }

    @Test
    void a_refund_that_failed_moves_no_money() {
        assertThat(read(ALL.replace("PROCESSING", "FAIL"))).hasSize(2);
    }

    @Test
    void a_payment_revoked_at_the_till_is_money_paid_out() {
        String revoked =
                ALL.replace("`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030000001", "`REVOKED,`OTHERS,`CNY,`0.00,`0.00,`0");

        assertThat(read(revoked))
                .contains(entry("PAY1", "4200000001/REVOKED", 3000, "2026-11-21 11:00:00", CollectionState.REFUNDED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "`3,`87.50~`2,`87.50~line 6 does not count the 3 rows",
                "`3,`87.50~`3,`87.51~line 6 应结订单总金额 says 87.51, the rows come to 87.5",
                "`0.34500,`90.50~`0.34501,`90.50~line 6 手续费总金额",
                "`90.50,`30.00~`90.50,`30.01~line 6 申请退款总金额",
                "`90.50,`30.00~`90.5x,`30.00~line 6 amount",
                "`90.50,`30.00~`90.50~line 6 has 6 fields, the title has 7",
                "`90.50,`30.00~90.50,30.00~line 6 has",
                "申请退款总金额~申请退款总额~line 6 has a total that is not known",
                "`-0.18000~`-0.18~nothing",
                "`-0.18000~`-0.1800000~line 4 amount",
                "`0.60%,`80.50~`0.60%,`80.51~line 6 订单总金额",
                "`0.60%,`80.50~`0.60%,`8e1~line 2 amount",
                "`0.60%,`80.50~`0.60%,`~line 2 amount",
                "2026-11-21 09:15:02~2026-11-21 24:15:02~line 2 交易时间",
                "2026-11-21 09:15:02~2026-11-21  9:15:02~line 2 交易时间",
                "2026-11-21 09:15:02~2026-11-20 09:15:02~line 2 time: is not of the day",
                "`PAY1,`o1,`NATIVE,`SUCCESS~`PAY1,`o1,`NATIVE,`USERPAYING~line 2 交易状态",
                "`PROCESSING~`UNKNOWN~line 4 退款状态",
                "`OTHERS,`CNY,`80.50~`OTHERS,`USD,`80.50~line 2 货币种类",
                "`PAY1,~`,~line 2 key",
                "`PAY1,~`缴款一,~line 2 key",
                "`工本费,一份,`,`0.48300~`工本费,`一份,`,`0.48300~line 2 has 28 fields, the title has 27",
                "`2026-11-21 09:15:02~2026-11-21 09:15:02~line 2 form",
                "微信订单号,商户订单号~商户订单号,商户订单号~line 1 has a title twice",
                "微信订单号,~流水号,~line 1 has no title 微信订单号",
                ",订单金额,~,金额,~line 1 has no title 订单金额",
                ",申请退款金额,~,退款,~line 6 申请退款总金额 says 30, the rows come to 0",
                "5030000001~4200000002~line 4 has a serial that line 3 has",
            })
    void f35_refuses_the_whole_bill_with_line_and_reason(String from, String to, String reason) {
        assertThat(ALL).contains(from);
        String damaged = ALL.replaceFirst(Pattern.quote(from), to);
        if (reason.equals("nothing")) {
            assertThat(read(damaged)).hasSize(3);
        } else {
            refused(damaged, reason);
        }
    }

    @Test
    void f35_refuses_a_bill_without_the_total_of_what_it_is_read_for() {
        refused(ALL.replace(",订单总金额", "").replace("`0.34500,`90.50", "`0.34500"), "has no total of 订单金额");
    }

    @Test
    void f35_refuses_what_is_cut_or_goes_on() {
        List<String> lines = ALL.lines().map(line -> line + "\n").toList();
        for (int count = 0; count < lines.size(); count++) {
            refused(String.join("", lines.subList(0, count)), "line " + (count + 1) + " does not end in LF");
        }
        refused(ALL + ALL, "line 7 stands after the totals");
        refused(ALL + "\n", "line 7 stands after the totals");
    }

    @Test
    void f35_refuses_another_charset() {
        Reading.assertRefused(new WechatBill(), DAY, ALL.getBytes(Charset.forName("GBK")), "line 1 is not UTF-8");
    }

    private static List<Entry> read(String bill) {
        return Reading.entries(new WechatBill(), DAY, bill.getBytes(UTF_8));
    }

    private static void refused(String bill, String reason) {
        Reading.assertRefused(new WechatBill(), DAY, bill.getBytes(UTF_8), reason);
    }

    private static Entry entry(String order, String serial, long fen, String time, CollectionState state) {
        return Entry.of(order, serial, Money.fen(fen), at(time), state);
    }
}
