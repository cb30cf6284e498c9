package io.onevisit.payment.reconcile.statement;

import static io.onevisit.payment.reconcile.statement.Reading.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines are laid out as in bills that public projects have as samples (业务明细, 25 columns). */
class AlipayBillTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final String BILL = """
            #支付宝业务明细查询
            #账号：[20880000000000000156]
            #起始日期：[2026年11月21日 00:00:00]   终止日期：[2026年11月22日 00:00:00]
            #-----------------------------------------业务明细列表----------------------------------------
            支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注
            20261121220001\t,PAY1\t,交易\t,"工本费,一份""正\""",2026-11-21 09:15:00,2026-11-21 09:15:02,\t,\t,\t,\t,*轩(139****0000)\t,80.50,80.50,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,0.00,0.00,
            20261121220002\t,PAY2\t,交易\t,罚款,2026-11-21 10:00:00,2026-11-21 10:00:09,\t,\t,\t,\t,*萱(138****0000)\t,10.00,7.00,0.00,0.00,0.00,3.00,0.00,,0.00\t,0.00,\t,-0.04,0.00,备注
            20261121220001\t,PAY1\t,退款\t,工本费,2026-11-21 09:15:00,2026-11-21 11:00:00,\t,\t,\t,\t,*轩(139****0000)\t,-30.00,-30.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,R1\t,0.00,0.00,
            #-----------------------------------------业务明细列表结束------------------------------------
            #交易合计：2笔，商家实收共87.50元，商家优惠共3.00元
            #退款合计：1笔，商家实收退款共-30.00元，商家优惠退款共0.00元
            #导出时间：[2026年11月22日 05:46:49]
            """;

    @Test
    void reads_payments_and_refunds() {
        assertThat(read(BILL))
                .containsExactly(
                        entry("PAY1", "20261121220001", 8050, "2026-11-21 09:15:02", CollectionState.COLLECTED),
                        entry("PAY1", "20261121220001/R1", 3000, "2026-11-21 11:00:00", CollectionState.REFUNDED),
                        entry("PAY2", "20261121220002", 1000, "2026-11-21 10:00:09", CollectionState.COLLECTED));
    }

    @Test
    void reads_it_with_crlf_and_in_the_charset_it_was_saved_in() {
        assertThat(read(BILL.replace("\n", "\r\n"))).hasSize(3);
        assertThat(Reading.entries(AlipayBill.in(UTF_8), DAY, BILL.getBytes(UTF_8)))
                .hasSize(3);
        assertThatThrownBy(() -> AlipayBill.in(StandardCharsets.UTF_16)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "交易合计：2笔~交易合计：3笔~line 10 does not count the 2 rows",
                "商家实收共87.50元~商家实收共87.51元~line 10 has another sum than the rows, 87.5",
                "商家优惠共3.00元~商家优惠共3.01元~line 10 has another sum than the rows, 3",
                "退款合计：1笔~退款合计：0笔~line 11 does not count the 1 rows",
                "退款共-30.00元~退款共30.00元~line 11 has another sum than the rows, -30",
                "退款共-30.00元~退款共-30.000000元~line 11 amount",
                "商家实收共87.50元~商家实收共八十元~line 10 form",
                ",80.50,80.50,~,80.50,80.51,~line 10 has another sum",
                ",80.50,80.50,~,80.5x,80.50,~line 6 amount",
                ",80.50,80.50,~,-80.50,80.50,~line 6 订单金额（元）",
                ",-30.00,-30.00,~,30.00,-30.00,~line 8 订单金额（元）",
                "\t,交易~\t,充值~line 6 业务类型",
                "2026-11-21 09:15:02~2026/11/21 09:15:02~line 6 完成时间",
                "2026-11-21 09:15:02~2026-11-22 09:15:02~line 6 time: is not of the day",
                "PAY1\t,交易~\t,交易~line 6 key",
                "\"\"正\"\"\"~正~line 6 has a quote that does not end",
                "罚款,2026~罚,款,2026~line 7 has 26 fields, the title has 25",
                "#支付宝业务明细查询~#支付宝账务明细查询~line 1 form",
                "完成时间~时间~line 5 has no title 完成时间",
                "商品名称~完成时间~line 5 has a title twice",
                "业务明细列表结束~业务明细列表完~line 9 form: must end the list",
                "#导出时间：[2026年11月22日 05:46:49]~#导出~line 12 form",
                "#账号：[20880000000000000156]~账号~line 2 form: must be comment",
                "20261121220002~20261121220001~line 7 has a serial that line 6 has",
            })
    void f35_refuses_the_whole_bill_with_line_and_reason(String from, String to, String reason) {
        assertThat(BILL).contains(from);

        Reading.assertRefused(
                new AlipayBill(),
                DAY,
                BILL.replaceFirst(Pattern.quote(from), to).getBytes(GBK),
                reason);
    }

    @Test
    void f35_refuses_what_is_cut_or_goes_on() {
        List<String> lines = BILL.lines().map(line -> line + "\n").toList();
        for (int count = 0; count < lines.size(); count++) {
            byte[] cut = String.join("", lines.subList(0, count)).getBytes(GBK);
            Reading.assertRefused(new AlipayBill(), DAY, cut, "line " + (count + 1) + " does not end in LF");
        }
        Reading.assertRefused(new AlipayBill(), DAY, (BILL + "#\n").getBytes(GBK), "line 13 stands after the end");
    }

    @Test
    void f35_refuses_another_charset() {
        Reading.assertRefused(new AlipayBill(), DAY, BILL.getBytes(UTF_8), "line 1 ");
        Reading.assertRefused(AlipayBill.in(UTF_8), DAY, BILL.getBytes(GBK), "line 1 is not UTF-8");
    }

    private static List<Entry> read(String bill) {
        return Reading.entries(new AlipayBill(), DAY, bill.getBytes(GBK));
    }

    private static Entry entry(String order, String serial, long fen, String time, CollectionState state) {
        return Entry.of(order, serial, Money.fen(fen), at(time), state);
    }
}
