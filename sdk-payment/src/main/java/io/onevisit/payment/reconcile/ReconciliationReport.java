package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reconciliation as people and spreadsheets read it. */
final class ReconciliationReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(StatementFormat.ZONE);
    private static final String CSV_HEADER = "kind,fault,payment_code,our_amount,our_state,our_time,"
            + "bank_serial,bank_amount,bank_state,bank_time,difference,action_zh,action_en";

    private ReconciliationReport() {}

    static String text(Reconciliation day) {
        Stream<String> head = Stream.of(
                "对账报告 Reconciliation " + day.day(),
                "文件摘要 File SM3: " + day.fileDigest().toHex(),
                "相符 Matched: " + day.matched(),
                "我方合计 Our total: " + day.ourTotal(),
                "差异 Differences: " + day.discrepancies().size() + ", " + day.difference(),
                "银行合计 Bank total: " + day.bankTotal(),
                "我方合计 + 差异 = 银行合计 Our total + differences = bank total: " + (day.balances() ? "是 yes" : "否 no"),
                "未达 Open at the cut-off: " + day.open().size());
        return Stream.of(
                        head,
                        day.open().stream().map(entry -> "  " + entry.code() + " " + words(entry)),
                        day.discrepancies().stream().map(ReconciliationReport::paragraph))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String paragraph(Discrepancy difference) {
        DiscrepancyKind kind = difference.kind();
        return String.join(
                "\n",
                kind.fault() + " " + kind + " 缴款码 payment code " + difference.code() + ": " + difference.difference(),
                "  " + kind.zh() + " / " + kind.en(),
                "  我方 ours: "
                        + difference.ours().map(ReconciliationReport::words).orElse("无 none"),
                "  银行 bank: "
                        + difference.bank().map(ReconciliationReport::words).orElse("无 none"),
                "  建议 action: " + kind.actionZh() + " / " + kind.actionEn());
    }

    private static String words(BookEntry entry) {
        return words(entry.amount(), entry.state(), entry.paidAt());
    }

    private static String words(StatementLine line) {
        return words(line.amount(), line.state(), line.at()) + " " + line.bankSerial();
    }

    private static String words(Money amount, CollectionState state, Instant at) {
        return amount + " " + state + " " + TIME.format(at);
    }

    static String csv(Reconciliation day) {
        return Stream.concat(
                        Stream.of(CSV_HEADER),
                        day.discrepancies().stream()
                                .map(difference -> record(difference).stream()
                                        .map(ReconciliationReport::quoted)
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static List<String> record(Discrepancy difference) {
        DiscrepancyKind kind = difference.kind();
        return Stream.of(
                        Stream.of(kind.name(), kind.fault(), difference.code().value()),
                        difference
                                .ours()
                                .map(entry -> fields(entry.amount(), entry.state(), entry.paidAt()))
                                .orElse(Stream.of("", "", "")),
                        Stream.of(
                                difference.bank().map(StatementLine::bankSerial).orElse("")),
                        difference
                                .bank()
                                .map(line -> fields(line.amount(), line.state(), line.at()))
                                .orElse(Stream.of("", "", "")),
                        Stream.of(difference.difference().toPlainString(), kind.actionZh(), kind.actionEn()))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Stream<String> fields(Money amount, CollectionState state, Instant at) {
        return Stream.of(amount.toPlainString(), state.name(), TIME.format(at));
    }

    private static String quoted(String field) {
        return field.contains(",") ? '"' + field + '"' : field;
    }
}
