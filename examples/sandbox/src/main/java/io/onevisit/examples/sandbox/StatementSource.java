package io.onevisit.examples.sandbox;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who gives out a file of the day's payments (对账文件来源), and how it writes it: without the library that reads it. */
public enum StatementSource {
    /** What {@link Role#BANK} has collected over its counters: lines of {@code |} text. */
    BANK(UTF_8, UTF_16) {
        @Override
        String write(LocalDate day, List<Booking> bookings, StatementTotals totals) {
            int others = (int) bookings.stream()
                    .filter(each -> each.kind() != Booking.Kind.TAKEN)
                    .count();
            return (totals.taken() + others) + "|" + totals.in() + "\n" + rows(bookings, StatementSource::line);
        }
    },
    /** The department's account, with money that came without a code: camt.053. */
    ACCOUNT(UTF_8, UTF_16) {
        @Override
        String write(LocalDate day, List<Booking> bookings, StatementTotals totals) {
            BigDecimal opening = new BigDecimal("1000.00");
            BigDecimal closing = opening.add(totals.in()).subtract(totals.out());
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                    <GrpHdr><MsgId>M%1$s</MsgId><CreDtTm>%1$sT23:59:59+08:00</CreDtTm></GrpHdr>
                    <Stmt><Id>S%1$s</Id><CreDtTm>%1$sT23:59:59+08:00</CreDtTm>
                    <Acct><Id><Othr><Id>1202020309900012345</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                    %2$s%3$s<TxsSummry><TtlNtries><NbOfNtries>%4$d</NbOfNtries></TtlNtries></TxsSummry>
                    %5$s</Stmt></BkToCstmrStmt></Document>
                    """.formatted(
                            day,
                            balance(day, "OPBD", opening),
                            balance(day, "CLBD", closing),
                            totals.taken() + totals.paidOut(),
                            rows(bookings, StatementSource::entry));
        }
    },
    /** WeChat Pay's trade bill: every field after a backtick, commas within some. */
    WECHAT(UTF_8, Charset.forName("GBK")) {
        @Override
        String write(LocalDate day, List<Booking> bookings, StatementTotals totals) {
            return "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
                    + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n"
                    + rows(bookings, StatementSource::wechat)
                    + "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n"
                    + "`%d,`%s,`%s,`0.00,`0.00000,`%s,`%s\r\n"
                            .formatted(
                                    totals.taken() + totals.paidOut(),
                                    totals.in(),
                                    totals.out(),
                                    totals.in(),
                                    totals.out());
        }
    },
    /** Alipay's trade bill, in GBK between lines of comment. */
    ALIPAY(Charset.forName("GBK"), UTF_8) {
        @Override
        String write(LocalDate day, List<Booking> bookings, StatementTotals totals) {
            return """
                    #支付宝业务明细查询
                    #账号：[20880000000000000156]
                    #起始日期：[%1$s 00:00:00]   终止日期：[%1$s 24:00:00]
                    #-----------------------------------------业务明细列表----------------------------------------
                    支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,\
                    支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,\
                    退款批次号/请求号,服务费（元）,分润（元）,备注
                    %2$s#-----------------------------------------业务明细列表结束------------------------------------
                    #交易合计：%3$d笔，商家实收共%4$s元，商家优惠共0.00元
                    #退款合计：%5$d笔，商家实收退款共%6$s元，商家优惠退款共0.00元
                    #导出时间：[%1$s 23:59:59]
                    """.formatted(
                            day,
                            rows(bookings, StatementSource::alipay),
                            totals.taken(),
                            totals.in(),
                            totals.paidOut(),
                            totals.out().negate());
        }
    },
    /** The fiscal platform's daily check, {@code wp.outer.account.billfund}: codes and amounts, without times or a sum. */
    FISCAL(UTF_8, UTF_16) {
        @Override
        String write(LocalDate day, List<Booking> bookings, StatementTotals totals) {
            String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
            String list = bookings.stream().map(StatementSource::fund).collect(Collectors.joining(",\n"));
            return """
                    {"method":"wp.outer.account.billfund","timestamp":"%1$s235959","biz_content":
                    {"date":"%1$s","accconfirm_no":"DZ%1$s","count":%2$d,"translist":[
                    %3$s
                    ]}}
                    """.formatted(date, totals.taken(), list);
        }
    };

    private final transient Charset charset;
    private final transient Charset wrongCharset;

    StatementSource(Charset charset, Charset wrongCharset) {
        this.charset = charset;
        this.wrongCharset = wrongCharset;
    }

    /** The file of {@code day} that says these bookings, and that they come to {@code totals}. */
    abstract String write(LocalDate day, List<Booking> bookings, StatementTotals totals);

    Charset charset() {
        return charset;
    }

    Charset wrongCharset() {
        return wrongCharset;
    }

    private static String rows(List<Booking> bookings, Function<Booking, String> row) {
        return bookings.stream().map(row).collect(Collectors.joining());
    }

    private static String line(Booking booking) {
        String state = booking.kind() == Booking.Kind.TAKEN ? "S" : "R";
        return "%s|%s|%s|%s|%s\n"
                .formatted(booking.serial(), booking.code(), booking.amount(), booking.time("uuuuMMddHHmmss"), state);
    }

    private static String balance(LocalDate day, String code, BigDecimal amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Dt><Dt>%s</Dt></Dt></Bal>\n"
                .formatted(code, amount.abs(), amount.signum() < 0 ? "DBIT" : "CRDT", day);
    }

    private static String entry(Booking booking) {
        return """
                <Ntry><Amt Ccy="CNY">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
                <BookgDt><DtTm>%s+08:00</DtTm></BookgDt><AcctSvcrRef>%s</AcctSvcrRef>\
                <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
                """.formatted(
                        booking.amount(),
                        booking.kind() == Booking.Kind.TAKEN ? "CRDT" : "DBIT",
                        booking.time("uuuu-MM-dd'T'HH:mm:ss"),
                        booking.serial(),
                        booking.code() == null ? "NOTPROVIDED" : booking.code());
    }

    private static String wechat(Booking booking) {
        boolean refund = booking.kind() == Booking.Kind.PAID_OUT;
        String in = refund ? "0.00" : booking.amount().toString();
        String out = refund ? booking.amount().toString() : "0.00";
        return "`%s,`wx0000000000000000,`1900000001,`0,`,`4200%s,`%s,`openid,`NATIVE,`%s,`OTHERS,`CNY,`%s,`0.00,`%s,`%s,`%s,`0.00,`%s,`%s,`居住证工本费,一份,`,`0.00000,`0.60%%,`%s,`%s,`\r\n"
                .formatted(
                        booking.time("uuuu-MM-dd HH:mm:ss"),
                        booking.serial(),
                        booking.code(),
                        refund ? "REFUND" : "SUCCESS",
                        in,
                        refund ? "50" + booking.serial() : "0",
                        refund ? booking.serial() : "0",
                        out,
                        refund ? "ORIGINAL" : "",
                        refund ? "SUCCESS" : "",
                        in,
                        out);
    }

    private static String alipay(Booking booking) {
        boolean refund = booking.kind() == Booking.Kind.PAID_OUT;
        String amount = (refund ? "-" : "") + booking.amount();
        String time = booking.time("uuuu-MM-dd HH:mm:ss");
        return "2026%s\t,%s\t,%s\t,居住证工本费,%s,%s,\t,\t,\t,\t,*轩(139****0000)\t,%s,%s,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,%s\t,0.00,0.00,\n"
                .formatted(
                        booking.serial(),
                        booking.code(),
                        refund ? "退款" : "交易",
                        time,
                        time,
                        amount,
                        amount,
                        refund ? booking.serial() : "");
    }

    private static String fund(Booking booking) {
        return "{\"trade_no\":\"%s\",\"billno\":\"%s\",\"amount\":\"%s\"}"
                .formatted(booking.serial(), booking.code(), booking.amount());
    }
}
