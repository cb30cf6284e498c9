package io.onevisit.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of one run, ours beside the peers', as text and as Markdown. */
final class RatioTable {
    private static final List<String> COLUMNS = List.of(
            "operation", "us", "+/-", "octets", "beside", "its us", "its octets", "ratio", "+/-", "goal", "met");
    private static final List<String> COLUMNS_ZH =
            List.of("操作", "微秒", "±", "字节", "对照", "对照微秒", "对照字节", "倍数", "±", "目标", "达到");
    private static final int BESIDE = 4;
    private static final int RATIO = 7;
    private static final int GOAL = 9;
    private static final List<String> GROWTH_COLUMNS =
            List.of("operation", "size", "us", "+/-", "octets", "ns for each");
    private static final List<String> GROWTH_COLUMNS_ZH = List.of("操作", "规模", "微秒", "±", "字节", "每单位纳秒");
    private static final List<String> QUOTED_COLUMNS = List.of("operation", "beside", "times as fast", "goal");
    private static final String NONE = "-";

    private final List<Measured> results;
    private final Map<String, Measured> byId;

    RatioTable(List<Measured> results) {
        this.results = List.copyOf(results);
        this.byId = results.stream().collect(Collectors.toMap(Measured::id, Function.identity(), (a, b) -> b));
    }

    /** Both tables, then the goals that were not reached. */
    String text() {
        return ratios().aligned() + "\n\n" + growth().aligned() + "\n\n" + missed();
    }

    String markdown() {
        return ratios().markdown() + "\n\n" + growth().markdown();
    }

    String markdownZh() {
        return new TextTable(COLUMNS_ZH, rows(Operation::zh)).markdown()
                + "\n\n"
                + new TextTable(GROWTH_COLUMNS_ZH, growth(Growth::zh)).markdown();
    }

    /** Only the ratios that have a goal. */
    String quoted() {
        List<List<String>> rows = rows(Operation::en).stream()
                .filter(row -> !row.get(GOAL).equals(NONE))
                .map(row -> List.of(row.get(0), row.get(BESIDE), row.get(RATIO), row.get(GOAL)))
                .toList();
        return new TextTable(QUOTED_COLUMNS, rows).markdown();
    }

    private TextTable ratios() {
        return new TextTable(COLUMNS, rows(Operation::en));
    }

    private TextTable growth() {
        return new TextTable(GROWTH_COLUMNS, growth(Growth::en));
    }

    private List<List<String>> rows(Function<Operation, String> name) {
        List<List<String>> rows = new ArrayList<>();
        for (Operation operation : Operations.ALL) {
            find(operation.ours()).ifPresent(ours -> rows.addAll(rows(name.apply(operation), ours, operation.peers())));
        }
        List<String> known = Operations.ids();
        results.stream()
                .filter(result -> !known.contains(result.id())
                        && !known.contains(result.benchmark())
                        && Operations.isBenchmark(result.id()))
                .forEach(other -> rows.addAll(rows(other.id(), other, List.of())));
        return rows;
    }

    private Optional<Measured> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private List<List<String>> rows(String name, Measured ours, List<Operation.Peer> peers) {
        Stream<List<String>> ends = peers.isEmpty()
                ? Stream.of(Collections.nCopies(COLUMNS.size() - BESIDE, NONE))
                : peers.stream().map(peer -> comparison(ours, peer));
        Spread time = ours.time();
        List<String> start = List.of(name, time(time.median()), time(time.error()), octets(ours.octets()));
        return ends.map(end -> Stream.concat(start.stream(), end.stream()).toList())
                .toList();
    }

    private List<String> comparison(Measured ours, Operation.Peer peer) {
        Optional<Goal> goal = Optional.ofNullable(peer.goal());
        Optional<Measured> theirs = find(peer.id());
        Optional<Spread> ratio = theirs.map(measured -> Spread.ofRatio(ours, measured));
        return List.of(
                peer.name(),
                theirs.map(measured -> time(measured.time().median())).orElse("not measured"),
                theirs.map(measured -> octets(measured.octets())).orElse(NONE),
                ratio.map(times -> times(times.median())).orElse(NONE),
                ratio.map(times -> times(times.error())).orElse(NONE),
                goal.map(set -> times(set.atLeast())).orElse(NONE),
                ratio.flatMap(times -> goal.map(times::meets)).orElse(NONE));
    }

    private List<List<String>> growth(Function<Growth, String> name) {
        return Operations.GROWING.stream()
                .flatMap(growth ->
                        growth.in(results).stream().map(measured -> growth(name.apply(growth), growth, measured)))
                .toList();
    }

    private static List<String> growth(String name, Growth growth, Measured measured) {
        long size = growth.size(measured);
        Spread time = measured.time();
        return List.of(
                name,
                String.format(Locale.ROOT, "%,d", size),
                time(time.median()),
                time(time.error()),
                octets(measured.octets()),
                time(time.median() * 1000 / size));
    }

    private String missed() {
        return Operations.ALL.stream()
                .flatMap(operation -> operation.peers().stream().flatMap(peer -> missed(operation, peer).stream()))
                .collect(Collectors.joining("\n"));
    }

    private Optional<String> missed(Operation operation, Operation.Peer peer) {
        Optional<Goal> goal = Optional.ofNullable(peer.goal());
        Optional<Spread> ratio =
                find(operation.ours()).flatMap(ours -> find(peer.id()).map(theirs -> Spread.ofRatio(ours, theirs)));
        return goal.flatMap(set -> ratio.filter(times -> times.meets(set).startsWith("no"))
                .map(times -> "not reached: %s; it is %s (%s)"
                        .formatted(set.asked(), times(times.median()), operation.en())));
    }

    /** To about three places. */
    private static String time(double value) {
        return Double.isNaN(value)
                ? NONE
                : String.format(Locale.ROOT, value < 1 ? "%.3f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String times(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String octets(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,.0f", value);
    }
}
