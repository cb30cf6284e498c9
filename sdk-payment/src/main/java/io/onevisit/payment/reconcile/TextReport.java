package io.onevisit.payment.reconcile;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reconciliation as people read it in a terminal or a mail. */
final class TextReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(BankDay.ZONE);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(BankDay.ZONE);

    private TextReport() {}

    static String of(Reconciliation day) {
        Stream<String> head = Stream.of(
                "对账报告 Reconciliation " + day.day(),
                "文件摘要 File SM3: " + digest(day),
                "相符 Matched: " + day.matched() + ", 汇总相符 in sums " + day.grouped() + ", " + day.matchedTotal(),
                "我方合计 Our total: " + day.ourTotal(),
                "差异 Differences: " + day.discrepancies().size() + ", " + day.difference(),
                "银行合计 Bank total: " + day.bankTotal(),
                "我方合计 + 差异 = 银行合计 Our total + differences = bank total: " + (day.balances() ? "是 yes" : "否 no"),
                "未达 Open at the cut-off: " + day.open().size());
        return Stream.of(
                        head,
                        day.open().stream().map(entry -> "  " + entry.key() + " " + words(entry)),
                        day.discrepancies().stream().map(TextReport::paragraph))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The digest in hexadecimal, or that there is none. */
    static String digest(Reconciliation day) {
        return day.fileDigest() == null ? "无 none" : day.fileDigest().toHex();
    }

    private static String paragraph(Discrepancy difference) {
        DiscrepancyKind kind = difference.kind();
        return String.join(
                "\n",
                kind.fault() + " " + kind + " 缴款码 payment code " + difference.key() + ": " + difference.difference(),
                "  " + kind.zh() + " / " + kind.en(),
                "  我方 ours: " + words(difference.ours()),
                "  银行 bank: " + words(difference.bank()),
                "  建议 action: " + kind.actionZh() + " / " + kind.actionEn());
    }

    private static String words(List<Entry> side) {
        return side.isEmpty() ? "无 none" : side.stream().map(TextReport::words).collect(Collectors.joining("; "));
    }

    private static String words(Entry entry) {
        String what = entry.amount() + " " + entry.state() + " " + time(entry);
        return entry.serial() == null ? what : what + " " + entry.serial();
    }

    /** When, in Asia/Shanghai, as far as it is known. */
    static String time(Entry entry) {
        return (entry.dateOnly() ? DATE : TIME).format(entry.at());
    }
}
