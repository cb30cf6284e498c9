package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.StatementFormat;
import io.onevisit.payment.reconcile.internal.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trade bill of Alipay (支付宝业务明细): CSV in GBK between lines of comment, yuan with two decimals, refunds less than
 * nothing. The comment after the rows counts payments and refunds and adds up what the merchant receives and gives away;
 * all of that is proved.
 *
 * <p>An entry's code is the merchant's order number (商户订单号), its serial Alipay's number of the trade, followed by a
 * slash and the request's number for a refund, its amount that of the order (订单金额). Immutable and thread-safe.
 */
public final class AlipayBill implements StatementFormat {
    private static final int MAX_LINE = 16 * 1024;
    private static final String TRADE = "支付宝交易号";
    private static final String ORDER = "商户订单号";
    private static final String TYPE = "业务类型";
    private static final String TIME = "完成时间";
    private static final String AMOUNT = "订单金额（元）";
    private static final String RECEIVED = "商家实收（元）";
    private static final String GIVEN = "商家优惠（元）";
    private static final String REQUEST = "退款批次号/请求号";
    private static final String FIRST = "#支付宝业务明细查询";
    private static final Pattern START = Pattern.compile("#-+业务明细列表-+");
    private static final Pattern END = Pattern.compile("#-+业务明细列表结束-+");
    private static final String YUAN = "(-?[0-9.]+)";
    private static final Pattern PAYMENTS =
            Pattern.compile("#交易合计：([0-9]{1,9})笔，商家实收共" + YUAN + "元，商家优惠共" + YUAN + "元");
    private static final Pattern REFUNDS =
            Pattern.compile("#退款合计：([0-9]{1,9})笔，商家实收退款共" + YUAN + "元，商家优惠退款共" + YUAN + "元");
    private static final Pattern EXPORTED = Pattern.compile("#导出时间：\\[[^\\[\\]]{1,40}\\]");

    private final Charset charset;

    private AlipayBill(Charset charset) {
        this.charset = charset;
    }

    /** The bill as it is downloaded, in GBK. */
    public AlipayBill() {
        this(Charset.forName("GBK"));
    }

    /** The bill after somebody has written it in {@code charset}: UTF-8, GBK or GB18030. */
    public static AlipayBill in(Charset charset) {
        return new AlipayBill(LineReader.known(charset));
    }

    @Override
    public String name() {
        return "Alipay bill";
    }

    @Override
    public void read(InputStream file, Lines lines) throws IOException {
        LineReader reader = new LineReader(name(), file, charset, MAX_LINE);
        reader.refuseUnless(text(reader).equals(FIRST), "form: must be " + FIRST);
        String comment = text(reader);
        for (; !START.matcher(comment).matches(); comment = text(reader)) {
            reader.refuseUnless(comment.startsWith("#"), "form: must be comment before the list");
        }
        Table table = new Table(reader, fields(reader, text(reader)));
        String line = text(reader);
        for (; !line.startsWith("#"); line = text(reader)) {
            table.take(line, lines);
        }
        reader.refuseUnless(END.matcher(line).matches(), "form: must end the list");
        table.payments.prove(reader, PAYMENTS, text(reader));
        table.refunds.prove(reader, REFUNDS, text(reader));
        reader.refuseUnless(EXPORTED.matcher(text(reader)).matches(), "form: must be the time of export");
        reader.refuseUnless(reader.next() == null, "stands after the end");
    }

    private static String text(LineReader reader) throws IOException {
        String line = reader.required();
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Fields between commas, maybe quoted (RFC 4180), without the tabs that keep spreadsheets from counting them. */
    private static List<String> fields(LineReader reader, String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        while (start <= line.length()) {
            boolean quoted = line.startsWith("\"", start);
            int end = quoted ? closing(reader, line, start + 1) : comma(line, start);
            String field =
                    quoted ? line.substring(start + 1, end - 1).replace("\"\"", "\"") : line.substring(start, end);
            fields.add(field.strip());
            start = end + 1;
        }
        return fields;
    }

    private static int comma(String line, int from) {
        int comma = line.indexOf(',', from);
        return comma < 0 ? line.length() : comma;
    }

    /** Where a quoted field has ended: at a comma or at the line's end. */
    private static int closing(LineReader reader, String line, int from) {
        int at = line.indexOf('"', from);
        while (at >= 0 && line.startsWith("\"\"", at)) {
            at = line.indexOf('"', at + 2);
        }
        reader.refuseUnless(
                at >= 0 && (at + 1 == line.length() || line.charAt(at + 1) == ','), "has a quote that does not end");
        return at + 1;
    }

    /** The rows as they go by, and their sums. */
    private static final class Table {
        private final LineReader reader;
        private final Columns columns;
        private final Sums payments = new Sums();
        private final Sums refunds = new Sums();

        Table(LineReader reader, List<String> titles) {
            this.reader = reader;
            this.columns = new Columns(reader, titles);
            for (String needed : List.of(TRADE, ORDER, TYPE, TIME, AMOUNT, RECEIVED, GIVEN, REQUEST)) {
                columns.firstOf(reader, List.of(needed));
            }
        }

        void take(String line, Lines lines) {
            Columns.Row row = columns.row(reader, fields(reader, line));
            reader.refusing(() -> {
                lines.take(reader.number(), entry(row));
                return row;
            });
        }

        private Entry entry(Columns.Row row) {
            return switch (row.text(TYPE)) {
                case "交易" -> {
                    payments.add(row);
                    yield entry(row, row.text(TRADE), Money.yuan(row.text(AMOUNT)), CollectionState.COLLECTED);
                }
                case "退款" -> {
                    refunds.add(row);
                    Money out = Money.fen(0).minus(Money.yuan(row.text(AMOUNT)));
                    String serial = row.text(TRADE) + "/" + row.text(REQUEST);
                    yield entry(row, serial, out, CollectionState.REFUNDED);
                }
                default -> throw new InvalidValueException(TYPE, "must be 交易 or 退款");
            };
        }

        private static Entry entry(Columns.Row row, String serial, Money amount, CollectionState state) {
            Require.that(amount.isPositive(), AMOUNT, "must be more than nothing, and less for a refund");
            return Entry.of(row.text(ORDER), serial, amount, row.time(TIME), state);
        }
    }

    /** How many rows of a type, and what two of their columns come to. */
    private static final class Sums {
        private long count;
        private Decimal received = Decimal.ZERO;
        private Decimal given = Decimal.ZERO;

        void add(Columns.Row row) {
            count++;
            received = received.plus(row.decimal(RECEIVED));
            given = given.plus(row.decimal(GIVEN));
        }

        void prove(LineReader reader, Pattern form, String line) {
            Matcher told = form.matcher(line);
            reader.refuseUnless(told.matches(), "form: must be the sums of payments, then those of refunds");
            reader.refuseUnless(
                    Long.parseLong(told.group(1)) == count, "does not count the " + count + " rows there are");
            prove(reader, told.group(2), received);
            prove(reader, told.group(3), given);
        }

        private static void prove(LineReader reader, String told, Decimal sum) {
            reader.refuseUnless(
                    reader.refusing(() -> Decimal.parse(told)).equals(sum), "has another sum than the rows, " + sum);
        }
    }
}
