package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reconciliation as a page: HTML without script, its style within, nothing loaded from elsewhere. */
final class HtmlReport {
    /** More rows than anybody reads on a page; the table for spreadsheets has all. */
    private static final int MAX_ROWS = 2_000;

    private static final int MAX_ENTRIES = 20;

    private static final String STYLE = """
            :root{color-scheme:light;--ink:#1d2530;--faint:#65707f;--line:#dfe4ea;--paper:#fff;--back:#f4f6f8;\
            --good:#12703c;--goodback:#e6f4ec;--bad:#a3211c;--badback:#fbeceb;--accent:#1f4e8c}
            *{box-sizing:border-box}
            body{margin:0;background:var(--back);color:var(--ink);font:15px/1.55 "Noto Sans CJK SC","Source Han Sans SC",\
            "PingFang SC","Microsoft YaHei",system-ui,sans-serif;font-variant-numeric:tabular-nums}
            main{max-width:1320px;margin:0 auto;padding:32px 24px 56px}
            header{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:baseline;justify-content:space-between}
            h1{margin:0;font-size:26px;font-weight:650}
            h1 small,h2 small,th small,dt small{color:var(--faint);font-weight:400;font-size:.72em;margin-left:.4em}
            dt small,th small{font-size:.85em}
            h2{margin:32px 0 10px;font-size:18px;font-weight:650}
            .verdict{padding:5px 14px;border-radius:999px;font-weight:600;background:var(--badback);color:var(--bad)}
            .verdict.good{background:var(--goodback);color:var(--good)}
            .sum{display:flex;flex-wrap:wrap;align-items:stretch;gap:10px;margin:20px 0 0}
            .sum div{flex:1 1 190px;background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:14px 18px}
            .sum span{align-self:center;font-size:22px;color:var(--faint)}
            .sum dt,.sum dd{margin:0}.sum dt{color:var(--faint);font-size:13px}
            .sum dd{font-size:22px;font-weight:650;white-space:nowrap}
            .sum dd.minus,td.minus{color:var(--bad)}
            .facts{display:flex;flex-wrap:wrap;gap:4px 28px;margin:16px 0 0;color:var(--faint);font-size:13px}
            .facts b{color:var(--ink);font-weight:600}
            code{font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;font-size:.92em;word-break:break-all}
            .kinds{display:flex;flex-wrap:wrap;gap:8px;margin:0;padding:0;list-style:none}
            .kinds li{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:6px 12px;font-size:14px}
            .kinds b{margin-left:8px;color:var(--accent)}
            .table{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:10px}
            table{width:100%;border-collapse:collapse;font-size:14px}
            th,td{padding:10px 14px;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
            thead th{border-top:0;background:#eef1f5;font-weight:600;white-space:nowrap}
            td.amount,th.amount{text-align:right;white-space:nowrap}
            td p{margin:0}td p.en{color:var(--faint);font-size:13px}
            td .entry+.entry{margin-top:6px;padding-top:6px;border-top:1px dashed var(--line)}
            td code{display:inline-block;max-width:24ch;min-width:20ch}
            td:last-child{min-width:16em}
            td .entry{min-width:10.5em;word-break:break-word}td .entry b{font-weight:600}td .entry i{font-style:normal;color:var(--faint);font-size:13px;display:block}
            .tag{display:inline-block;padding:1px 8px;border-radius:5px;background:#e8eef7;color:var(--accent);\
            font-size:12px;font-weight:600;white-space:nowrap}
            .none{color:var(--faint)}
            .empty{padding:20px;margin:0;background:var(--goodback);color:var(--good);border-radius:10px}
            footer{margin-top:28px;color:var(--faint);font-size:13px}
            @media print{body{background:#fff}main{max-width:none;padding:0}.table{overflow:visible}tr{break-inside:avoid}}
            """;

    private HtmlReport() {}

    static String of(Reconciliation day) {
        return """
                <!DOCTYPE html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <title>对账报告 Reconciliation %s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s%s%s%s%s</main>
                </body>
                </html>
                """.formatted(day.day(), STYLE, head(day), kinds(day), differences(day), open(day), foot());
    }

    private static String head(Reconciliation day) {
        return """
                <header>
                <h1>%s 对账报告<small>Reconciliation</small></h1>
                %s
                </header>
                <dl class="sum">
                <div><dt>我方合计<small>our total</small></dt>%s</div>
                <span>+</span>
                <div><dt>差异<small>differences</small></dt>%s</div>
                <span>=</span>
                <div><dt>银行合计<small>bank total</small></dt>%s</div>
                </dl>
                <p class="facts"><span>逐笔相符 matched <b>%d</b></span><span>汇总相符 in sums <b>%d</b></span>\
                <span>相符金额 agreed <b>%s</b></span><span>未达 open at midnight <b>%d</b></span>\
                <span>文件摘要 file SM3 <code>%s</code></span></p>
                """.formatted(
                        day.day(),
                        verdict(day),
                        figure(day.ourTotal()),
                        figure(day.difference()),
                        figure(day.bankTotal()),
                        day.matched(),
                        day.grouped(),
                        yuan(day.matchedTotal()),
                        day.open().size(),
                        TextReport.digest(day));
    }

    private static String verdict(Reconciliation day) {
        if (!day.balances()) {
            return "<span class=\"verdict\">不平 does not balance</span>";
        }
        return day.discrepancies().isEmpty()
                ? "<span class=\"verdict good\">账平，无差异 balances, no difference</span>"
                : "<span class=\"verdict good\">账平，差异已逐笔列明 balances, every difference named</span>";
    }

    private static String figure(Money amount) {
        return "<dd%s>%s</dd>".formatted(amount.minorUnits() < 0 ? " class=\"minus\"" : "", yuan(amount));
    }

    /** {@code ¥1,234.50}, with a real minus sign before it. */
    private static String yuan(Money amount) {
        String plain = amount.toPlainString();
        boolean minus = plain.startsWith("-");
        int point = plain.indexOf('.');
        String whole = plain.substring(minus ? 1 : 0, point).replaceAll("(?<=[0-9])(?=(?:[0-9]{3})+$)", ",");
        return (minus ? "−¥" : "¥") + whole + plain.substring(point);
    }

    private static String kinds(Reconciliation day) {
        String items = Arrays.stream(DiscrepancyKind.values())
                .map(kind -> kindItem(kind, day))
                .filter(item -> !item.isEmpty())
                .collect(Collectors.joining("\n"));
        return """
                <h2>差异<small>differences</small></h2>
                %s
                """.formatted(
                        items.isEmpty()
                                ? "<p class=\"empty\">当日账目逐笔相符，没有差异。 Everything agrees.</p>"
                                : "<ul class=\"kinds\">\n" + items + "\n</ul>");
    }

    private static String kindItem(DiscrepancyKind kind, Reconciliation day) {
        long count =
                day.discrepancies().stream().filter(each -> each.kind() == kind).count();
        return count == 0 ? "" : "<li>%s %s<b>%d</b></li>".formatted(name(kind), kind, count);
    }

    /** The short name: what stands before the colon. */
    private static String name(DiscrepancyKind kind) {
        return kind.zh().split("：", 2)[0];
    }

    private static String differences(Reconciliation day) {
        if (day.discrepancies().isEmpty()) {
            return "";
        }
        String rows = day.discrepancies().stream()
                .limit(MAX_ROWS)
                .map(HtmlReport::row)
                .collect(Collectors.joining("\n"));
        return """
                <p></p>
                <div class="table"><table>
                <thead><tr><th>类型<small>kind</small></th><th>缴款码<small>code</small></th><th>我方<small>ours</small></th>\
                <th>银行<small>bank</small></th><th class="amount">差额<small>difference</small></th>\
                <th>建议<small>what to do</small></th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table></div>
                %s""".formatted(rows, left(day.discrepancies().size() - MAX_ROWS));
    }

    private static String left(int more) {
        return more <= 0 ? "" : "<p class=\"facts\">另有 %d 笔，见 CSV 明细。 %d more in the CSV.</p>\n".formatted(more, more);
    }

    private static String row(Discrepancy each) {
        DiscrepancyKind kind = each.kind();
        return """
                <tr><td><span class="tag">%s</span><p>%s</p><p class="en">%s</p></td><td><code>%s</code></td>\
                <td>%s</td><td>%s</td><td class="amount%s">%s</td><td><p>%s</p><p class="en">%s</p></td></tr>""".formatted(
                        kind.fault() + " " + kind,
                        escaped(name(kind)),
                        escaped(kind.en()),
                        escaped(each.key()),
                        entries(each.ours()),
                        entries(each.bank()),
                        each.difference().minorUnits() < 0 ? " minus" : "",
                        yuan(each.difference()),
                        escaped(kind.actionZh()),
                        escaped(kind.actionEn()));
    }

    private static String entries(List<Entry> side) {
        if (side.isEmpty()) {
            return "<span class=\"none\">无 none</span>";
        }
        String shown = side.stream().limit(MAX_ENTRIES).map(HtmlReport::entry).collect(Collectors.joining());
        return side.size() <= MAX_ENTRIES
                ? shown
                : shown + "<p class=\"en\">另有 %d 笔 more</p>".formatted(side.size() - MAX_ENTRIES);
    }

    private static String entry(Entry entry) {
        String code = entry.key().equals(entry.code()) ? null : entry.code();
        String lines = Stream.of(code, TextReport.time(entry), entry.serial())
                .filter(Objects::nonNull)
                .map(line -> "<i>" + escaped(line) + "</i>")
                .collect(Collectors.joining());
        return "<div class=\"entry\"><b>%s</b> %s%s</div>".formatted(yuan(entry.amount()), state(entry.state()), lines);
    }

    private static String state(CollectionState state) {
        return switch (state) {
            case COLLECTED -> "已收";
            case REVERSED -> "已冲正";
            case REFUNDED -> "已退款";
            case PENDING -> "未确认";
        };
    }

    private static String open(Reconciliation day) {
        if (day.open().isEmpty()) {
            return "";
        }
        String rows = day.open().stream()
                .limit(MAX_ROWS)
                .map(entry ->
                        "<tr><td><code>%s</code></td><td>%s</td></tr>".formatted(escaped(entry.key()), entry(entry)))
                .collect(Collectors.joining("\n"));
        return """
                <h2>未达账项<small>open at midnight, judged with the neighbour day</small></h2>
                <div class="table"><table>
                <thead><tr><th>缴款码<small>code</small></th><th>我方<small>ours</small></th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table></div>
                %s""".formatted(rows, left(day.open().size() - MAX_ROWS));
    }

    private static String foot() {
        return """
                <footer>时间为北京时间，金额为人民币元。差异只列出、不自动调账。 Times are in Asia/Shanghai, amounts in CNY. \
                Nothing is mended by itself.</footer>
                """;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
