package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of a bill as PayInfo (摘要) spells it: {@code 项目码|名称|金额|单位|数量|标准|范围#}.
 *
 * @param code national code of the item (项目识别码), at most 32 characters
 * @param name at most 100 characters
 * @param amount of the line, in yuan
 * @param unit what is counted: {@code 次}
 * @param quantity 1 to 1,000,000
 * @param standard kind of the standard (标准类型): {@code 不限制}
 * @param range of the standard (收缴标准): {@code 0.0-0.0}
 */
public record FiscalItem(
        String code, String name, Money amount, String unit, int quantity, String standard, String range) {
    private static final int MAX_PAY_INFO = 500;
    private static final int FIELDS = 7;
    private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]{0,6}");

    public FiscalItem {
        field(code, "item code", 32);
        field(name, "item name", 100);
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        Require.that(amount.currency().equals(Money.fen(0).currency()), "amount", "must be of CNY");
        field(unit, "unit", 20);
        Require.that(quantity >= 1 && quantity <= 1_000_000, "quantity", "must be 1 to 1000000");
        field(standard, "standard", 50);
        field(range, "range", 50);
    }

    private static void field(String text, String what, int max) {
        Require.text(text, what, max);
        Require.that(text.indexOf('|') < 0 && text.indexOf('#') < 0, what, "must not hold | or #");
    }

    /** The lines of PayInfo; each ends in {@code #}. */
    static List<FiscalItem> parse(String payInfo) {
        Require.that(payInfo.length() <= MAX_PAY_INFO, "PayInfo", "must have at most 500 characters");
        Require.that(payInfo.endsWith("#"), "PayInfo", "must end in #");
        List<FiscalItem> items = new ArrayList<>();
        for (String line : payInfo.substring(0, payInfo.length() - 1).split("#", -1)) {
            items.add(line(line.split("\\|", -1)));
        }
        return List.copyOf(items);
    }

    private static FiscalItem line(String[] fields) {
        Require.that(fields.length == FIELDS, "PayInfo", "must have seven fields in each line");
        Require.that(QUANTITY.matcher(fields[4]).matches(), "quantity", "must be a whole number");
        return new FiscalItem(
                fields[0],
                fields[1],
                Money.yuan(fields[2]),
                fields[3],
                Integer.parseInt(fields[4]),
                fields[5],
                fields[6]);
    }

    /** The lines as PayInfo, at most 500 characters. */
    static String payInfo(List<FiscalItem> items) {
        String text = items.stream()
                .map(item -> String.join(
                        "|",
                        item.code,
                        item.name,
                        item.amount.toPlainString(),
                        item.unit,
                        Integer.toString(item.quantity),
                        item.standard,
                        item.range))
                .collect(Collectors.joining("#", "", "#"));
        Require.that(text.length() <= MAX_PAY_INFO, "items", "must have at most 500 characters together");
        return text;
    }
}
