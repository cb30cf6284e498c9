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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trade bill of WeChat Pay (微信支付交易账单), as its "格式说明" describes it: of type ALL, SUCCESS or REFUND, today's
 * columns and those before 2018. CSV in UTF-8, every field after a backtick, amounts in yuan; the last two lines count
 * the rows and add up the columns, and every total there is proved.
 *
 * <p>An entry's code is the merchant's order number (商户订单号), its serial WeChat's number of the payment or the refund,
 * its amount what the order is about (订单金额) or what was asked back (申请退款金额). A refund that failed is no entry.
 * Immutable and thread-safe.
 */
public final class WechatBill implements StatementFormat {
    private static final int MAX_LINE = 16 * 1024;
    private static final String TIME = "交易时间";
    private static final String TRANSACTION = "微信订单号";
    private static final String ORDER = "商户订单号";
    private static final String STATE = "交易状态";
    private static final String CURRENCY = "货币种类";
    private static final String REFUND = "微信退款单号";
    private static final String REFUND_STATE = "退款状态";
    private static final String REFUND_TIME = "退款申请时间";
    private static final List<String> AMOUNT = List.of("订单金额", "总金额");
    private static final List<String> REFUNDED = List.of("申请退款金额", "退款金额");
    private static final String COUNT = "总交易单数";
    /** What a total at the end adds up. */
    private static final Map<String, String> TOTALS = Map.of(
            "应结订单总金额", "应结订单金额",
            "退款总金额", "退款金额",
            "充值券退款总金额", "充值券退款金额",
            "手续费总金额", "手续费",
            "订单总金额", "订单金额",
            "申请退款总金额", "申请退款金额",
            "总交易额", "总金额",
            "总退款金额", "退款金额",
            "总代金券或立减优惠退款金额", "代金券或立减优惠退款金额",
            "总企业红包退款金额", "企业红包退款金额");

    /** The bill, of whichever type it is. */
    public WechatBill() {}

    @Override
    public String name() {
        return "WeChat bill";
    }

    @Override
    public void read(InputStream file, Lines lines) throws IOException {
        LineReader reader = new LineReader(name(), file, StandardCharsets.UTF_8, MAX_LINE);
        Table table = new Table(reader, titles(reader));
        String line = text(reader);
        for (; !line.startsWith(COUNT); line = text(reader)) {
            table.take(line, lines);
        }
        List<String> totals = Arrays.asList(line.split(",", -1));
        table.prove(totals, fields(reader, text(reader)));
        reader.refuseUnless(reader.next() == null, "stands after the totals");
    }

    private static List<String> titles(LineReader reader) throws IOException {
        String first = text(reader);
        return Arrays.asList((first.startsWith("\uFEFF") ? first.substring(1) : first).split(",", -1));
    }

    private static String text(LineReader reader) throws IOException {
        String line = reader.required();
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Fields that each follow a backtick, so that a comma within one does no harm. */
    private static List<String> fields(LineReader reader, String line) {
        reader.refuseUnless(line.startsWith("`"), "form: must be `field,`field");
        return Arrays.asList(line.substring(1).split(",`", -1));
    }

    /** The rows as they go by, and their sums. */
    private static final class Table {
        private final LineReader reader;
        private final Columns columns;
        private final String amount;
        private final @Nullable String refunded;
        private final Map<String, Decimal> sums = new HashMap<>();
        private long count;

        Table(LineReader reader, List<String> titles) {
            this.reader = reader;
            this.columns = new Columns(reader, titles);
            this.amount = columns.firstOf(reader, AMOUNT);
            for (String needed : List.of(TIME, TRANSACTION, ORDER, STATE, CURRENCY)) {
                columns.firstOf(reader, List.of(needed));
            }
            this.refunded = columns.has(REFUND) ? columns.firstOf(reader, REFUNDED) : null;
        }

        void take(String line, Lines lines) {
            Columns.Row row = columns.row(reader, fields(reader, line));
            count++;
            reader.refusing(() -> {
                TOTALS.values().stream()
                        .distinct()
                        .filter(columns::has)
                        .forEach(title -> sums.merge(title, row.decimal(title), Decimal::plus));
                entry(row).ifPresent(entry -> lines.take(reader.number(), entry));
                return row;
            });
        }

        private Optional<Entry> entry(Columns.Row row) {
            Require.that(row.text(CURRENCY).equals("CNY"), CURRENCY, "must be CNY");
            return switch (row.text(STATE)) {
                case "SUCCESS" -> Optional.of(payment(row));
                case "REFUND" -> refund(row, row.text(REFUND));
                case "REVOKED" -> Optional.of(revoked(row));
                default -> throw new InvalidValueException(STATE, "must be SUCCESS, REFUND or REVOKED");
            };
        }

        private Entry payment(Columns.Row row) {
            return Entry.of(
                    row.text(ORDER),
                    row.text(TRANSACTION),
                    Money.yuan(row.text(amount)),
                    row.time(TIME),
                    CollectionState.COLLECTED);
        }

        private Optional<Entry> refund(Columns.Row row, String serial) {
            if (refunded == null) {
                throw new InvalidValueException(STATE, "must not be REFUND without columns for it");
            }
            return switch (row.text(REFUND_STATE)) {
                case "SUCCESS", "PROCESSING", "CHANGE" -> Optional.of(paidOut(row, serial, refunded));
                case "FAIL" -> Optional.empty();
                default -> throw new InvalidValueException(REFUND_STATE, "is not known");
            };
        }

        /** A payment at the till that was called back whole; it may have no number and amount of its own. */
        private Entry revoked(Columns.Row row) {
            String serial = row.text(REFUND);
            boolean own = !serial.isEmpty() && !serial.equals("0");
            String column = refunded == null || row.decimal(refunded).equals(Decimal.ZERO) ? amount : refunded;
            return paidOut(row, own ? serial : row.text(TRANSACTION) + "/REVOKED", column);
        }

        private Entry paidOut(Columns.Row row, String serial, String column) {
            return Entry.of(
                    row.text(ORDER),
                    serial,
                    Money.yuan(row.text(column)),
                    row.time(columns.has(REFUND_TIME) ? REFUND_TIME : TIME),
                    CollectionState.REFUNDED);
        }

        /** Proves every total: how many rows, and each column's sum. */
        void prove(List<String> titles, List<String> values) {
            Columns totals = new Columns(reader, titles);
            Columns.Row row = totals.row(reader, values);
            reader.refuseUnless(
                    row.text(COUNT).equals(Long.toString(count)), "does not count the " + count + " rows there are");
            for (String title : titles.subList(1, titles.size())) {
                String column = Optional.ofNullable(TOTALS.get(title))
                        .orElseThrow(() -> reader.refusal("has a total that is not known"));
                Decimal told = reader.refusing(() -> row.decimal(title));
                Decimal sum = sums.getOrDefault(column, Decimal.ZERO);
                reader.refuseUnless(told.equals(sum), title + " says " + told + ", the rows come to " + sum);
            }
            requireTotalOf(amount, titles);
            if (refunded != null) {
                requireTotalOf(refunded, titles);
            }
        }

        private void requireTotalOf(String column, List<String> titles) {
            reader.refuseUnless(
                    titles.stream().anyMatch(title -> column.equals(TOTALS.get(title))), "has no total of " + column);
        }
    }
}
