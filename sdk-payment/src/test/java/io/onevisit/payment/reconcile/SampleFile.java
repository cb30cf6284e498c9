package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.CollectionState.COLLECTED;
import static io.onevisit.payment.reconcile.CollectionState.PENDING;
import static io.onevisit.payment.reconcile.CollectionState.REFUNDED;
import static io.onevisit.payment.reconcile.CollectionState.REVERSED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.reconcile.statement.AlipayBill;
import io.onevisit.payment.reconcile.statement.CamtStatement;
import io.onevisit.payment.reconcile.statement.FiscalBillFund;
import io.onevisit.payment.reconcile.statement.WechatBill;
import java.nio.charset.Charset;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every form of statement, and how whoever writes it does. */
enum SampleFile {
    BANK(BankStatement.in(UTF_8), COLLECTED, REVERSED, PENDING) {
        @Override
        byte[] write(List<Entry> entries) {
            return BankStatement.write(entries.stream()
                    .map(entry -> new StatementLine(
                            entry.serial(), new PaymentCode(entry.key()), entry.amount(), entry.at(), entry.state()))
                    .toList());
        }
    },
    WECHAT(new WechatBill(), COLLECTED, REFUNDED) {
        @Override
        byte[] write(List<Entry> entries) {
            String titles = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
                    + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
                    + "订单金额,申请退款金额,费率备注\r\n";
            Money in = sum(entries, COLLECTED);
            Money out = sum(entries, REFUNDED);
            String totals = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`" + entries.size() + ",`" + yuan(in)
                    + ",`" + yuan(out) + ",`0.00,`0.00000,`" + yuan(in) + ",`" + yuan(out) + "\r\n";
            return (titles + rows(entries, SampleFile::wechat) + totals).getBytes(UTF_8);
        }
    },
    ALIPAY(new AlipayBill(), COLLECTED, REFUNDED) {
        @Override
        byte[] write(List<Entry> entries) {
            String start = """
                    #支付宝业务明细查询
                    #账号：[20880000000000000156]
                    #起始日期：[2026年11月21日 00:00:00]   终止日期：[2026年11月22日 00:00:00]
                    #-----------------------------------------业务明细列表----------------------------------------
                    支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,\
                    支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,\
                    退款批次号/请求号,服务费（元）,分润（元）,备注
                    """;
            String end = """
                    #-----------------------------------------业务明细列表结束------------------------------------
                    #交易合计：%d笔，商家实收共%s元，商家优惠共0.00元
                    #退款合计：%d笔，商家实收退款共%s元，商家优惠退款共0.00元
                    #导出时间：[2026年11月22日 05:46:49]
                    """.formatted(
                            count(entries, COLLECTED),
                            yuan(sum(entries, COLLECTED)),
                            count(entries, REFUNDED),
                            yuan(Money.fen(0).minus(sum(entries, REFUNDED))));
            return (start + rows(entries, SampleFile::alipay) + end).getBytes(Charset.forName("GBK"));
        }
    },
    FISCAL(FiscalBillFund.in(UTF_8), COLLECTED) {
        @Override
        byte[] write(List<Entry> entries) {
            String list = entries.stream()
                    .map(entry -> "{\"trade_no\":\"%s\",\"billno\":\"%s\",\"amount\":\"%s\"}"
                            .formatted(entry.serial(), entry.key(), yuan(entry.amount())))
                    .collect(Collectors.joining(",\n"));
            return """
                    {"method":"wp.outer.account.billfund","timestamp":"20261121233000","bankindex":"0102","biz_content":{
                    "date":"20261121","accconfirm_no":"DZ20261121","count":%d,"translist":[
                    %s
                    ]}}
                    """.formatted(entries.size(), list).getBytes(UTF_8);
        }
    },
    CAMT_053(CamtStatement.camt053(), COLLECTED, REFUNDED) {
        @Override
        byte[] write(List<Entry> entries) {
            Money closing = Money.yuan("1000.00").plus(Discrepancy.sum(entries));
            String balance = """
                    <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">%s</Amt>\
                    <CdtDbtInd>%s</CdtDbtInd><Dt><Dt>2026-11-21</Dt></Dt></Bal>
                    """;
            String balances = balance.formatted("OPBD", "1000.00", "CRDT")
                    + balance.formatted(
                            "CLBD",
                            closing.toPlainString().replace("-", ""),
                            closing.minorUnits() < 0 ? "DBIT" : "CRDT");
            return camt("camt.053.001.08", "BkToCstmrStmt", "Stmt", balances, entries);
        }
    },
    CAMT_054(CamtStatement.camt054(), COLLECTED, REFUNDED) {
        @Override
        byte[] write(List<Entry> entries) {
            Money all = sum(entries, COLLECTED).plus(sum(entries, REFUNDED));
            String summary = "<TxsSummry><TtlNtries><NbOfNtries>%d</NbOfNtries><Sum>%s</Sum></TtlNtries></TxsSummry>\n"
                    .formatted(entries.size(), yuan(all));
            return camt("camt.054.001.13", "BkToCstmrDbtCdtNtfctn", "Ntfctn", summary, entries);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // formats are, by their contract
    private final StatementFormat format;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<CollectionState> knows;

    SampleFile(StatementFormat format, CollectionState... knows) {
        this.format = format;
        this.knows = Set.of(knows);
    }

    /** The file that says {@code entries}, of {@link Days#DAY}. */
    abstract byte[] write(List<Entry> entries);

    StatementFormat format() {
        return format;
    }

    /** True when such a file can say {@code entry}. */
    boolean canSay(Entry entry) {
        return knows.contains(entry.state()) && (entry.code() != null || this == CAMT_053 || this == CAMT_054);
    }

    private static String wechat(Entry entry) {
        boolean refund = entry.state() == REFUNDED;
        String amount = yuan(entry.amount());
        return "`%s,`wx0000000000000000,`1900000001,`0,`,`%s,`%s,`openid,`NATIVE,`%s,`OTHERS,`CNY,`%s,`0.00,`%s,`%s,`%s,"
                        .formatted(
                                time(entry),
                                refund ? "42" + entry.serial() : entry.serial(),
                                entry.key(),
                                refund ? "REFUND" : "SUCCESS",
                                refund ? "0.00" : amount,
                                refund ? entry.serial() : "0",
                                refund ? "R" + entry.key() : "0",
                                refund ? amount : "0.00")
                + "`0.00,`%s,`%s,`居住证工本费,一份,`,`0.00000,`0.60%%,`%s,`%s,`\r\n"
                        .formatted(
                                refund ? "ORIGINAL" : "",
                                refund ? "PROCESSING" : "",
                                refund ? "0.00" : amount,
                                refund ? amount : "0.00");
    }

    private static String alipay(Entry entry) {
        boolean refund = entry.state() == REFUNDED;
        String amount = (refund ? "-" : "") + yuan(entry.amount());
        return "%s\t,%s\t,%s\t,居住证工本费,%s,%s,\t,\t,\t,\t,*轩(139****0000)\t,%s,%s,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,%s\t,0.00,0.00,\n"
                .formatted(
                        entry.serial(),
                        entry.key(),
                        refund ? "退款" : "交易",
                        time(entry),
                        time(entry),
                        amount,
                        amount,
                        refund ? "R" + entry.serial() : "");
    }

    private static byte[] camt(String version, String root, String body, String proof, List<Entry> entries) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:%s">
                <%s>
                <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-22T01:00:00+08:00</CreDtTm></GrpHdr>
                <%s>
                <Id>S1</Id><CreDtTm>2026-11-22T01:00:00+08:00</CreDtTm>
                <Acct><Id><Othr><Id>33050161772700000000</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                %s%s</%s>
                </%s>
                </Document>
                """.formatted(version, root, body, proof, rows(entries, SampleFile::camt), body, root)
                .getBytes(UTF_8);
    }

    private static String camt(Entry entry) {
        return """
                <Ntry><Amt Ccy="CNY">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
                <BookgDt><DtTm>%s</DtTm></BookgDt><AcctSvcrRef>%s</AcctSvcrRef>\
                <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
                """.formatted(
                        yuan(entry.amount()),
                        entry.state() == REFUNDED ? "DBIT" : "CRDT",
                        entry.at().atOffset(ZoneOffset.ofHours(8)),
                        entry.serial(),
                        Objects.requireNonNullElse(entry.code(), "NOTPROVIDED"));
    }

    private static String rows(List<Entry> entries, Function<Entry, String> row) {
        return entries.stream().map(row).collect(Collectors.joining());
    }

    private static long count(List<Entry> entries, CollectionState state) {
        return entries.stream().filter(entry -> entry.state() == state).count();
    }

    private static Money sum(List<Entry> entries, CollectionState state) {
        return entries.stream()
                .filter(entry -> entry.state() == state)
                .map(Entry::amount)
                .reduce(Money.fen(0), Money::plus);
    }

    private static String yuan(Money amount) {
        return amount.toPlainString();
    }

    private static String time(Entry entry) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                .withZone(BankDay.ZONE)
                .format(entry.at());
    }
}
