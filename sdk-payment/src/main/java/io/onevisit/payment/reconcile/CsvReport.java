package io.onevisit.payment.reconcile;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The differences as a table: RFC 4180, in a way that no spreadsheet takes a field for a formula. */
final class CsvReport {
    private static final List<String> HEADER = List.of(
            "number",
            "kind",
            "fault",
            "side",
            "key",
            "code",
            "serial",
            "amount",
            "state",
            "time",
            "difference",
            "action_zh",
            "action_en");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]+\\.[0-9]{2}");
    private static final String STARTS_OF_FORMULAS = "=+-@\t\r\n";

    private CsvReport() {}

    static String of(Reconciliation day) {
        List<Discrepancy> all = day.discrepancies();
        Stream<List<String>> rows =
                IntStream.range(0, all.size()).boxed().flatMap(index -> rows(index + 1, all.get(index)));
        return Stream.concat(Stream.of(HEADER), rows)
                .map(row -> row.stream().map(CsvReport::field).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static Stream<List<String>> rows(int number, Discrepancy difference) {
        return Stream.concat(
                difference.ours().stream().map(entry -> row(number, difference, "OURS", entry)),
                difference.bank().stream().map(entry -> row(number, difference, "BANK", entry)));
    }

    private static List<String> row(int number, Discrepancy difference, String side, Entry entry) {
        DiscrepancyKind kind = difference.kind();
        return List.of(
                Integer.toString(number),
                kind.name(),
                kind.fault(),
                side,
                entry.key(),
                Objects.requireNonNullElse(entry.code(), ""),
                Objects.requireNonNullElse(entry.serial(), ""),
                entry.amount().toPlainString(),
                entry.state().name(),
                TextReport.time(entry),
                difference.difference().toPlainString(),
                kind.actionZh(),
                kind.actionEn());
    }

    private static String field(String text) {
        String plain = isFormula(text) ? "'" + text : text;
        boolean quoted = plain.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0);
        return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty()
                && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0
                && !AMOUNT.matcher(text).matches();
    }
}
