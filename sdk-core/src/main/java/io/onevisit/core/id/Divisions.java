package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Year;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The administrative divisions of county level and above since 1981 (行政区划代码沿革), as of 31 December of each year. A code
 * can stand for one place, then for another, so a look-up needs a year. A number keeps its code for life: to judge one,
 * ask {@link #known}, whatever its birth year.
 *
 * <p>The bundled table is that of github.com/yescallop/areacodes (CC0); a newer one can be read in its place. Immutable
 * and thread-safe.
 */
public final class Divisions {
    private static final int MAX_TEXT = 1000;

    private final Map<DivisionCode, List<Division>> byCode;
    private final DivisionSearch search;
    private final Year since;
    private final Year asOf;

    private Divisions(Map<DivisionCode, List<Division>> byCode, DivisionSearch search, Year since, Year asOf) {
        this.byCode = byCode;
        this.search = search;
        this.since = since;
        this.asOf = asOf;
    }

    /** The table of this library, 1981 to 2024; read when first asked for. */
    public static Divisions bundled() {
        return Bundled.TABLE;
    }

    /**
     * A table in the form of {@code result.csv} of github.com/yescallop/areacodes: UTF-8 with or without a byte order
     * mark, with its header. The stream is read to its end and not closed.
     *
     * @throws MalformedMessageException if it has another form, more than 8 MiB, or cannot be read to its end
     */
    public static Divisions read(InputStream csv) {
        return of(DivisionTable.read(Require.present(csv, "divisions")));
    }

    private static Divisions of(List<Division> divisions) {
        Map<DivisionCode, List<Division>> byCode = divisions.stream()
                .sorted(Comparator.comparing(Division::from))
                .collect(Collectors.groupingBy(Division::code, Collectors.toUnmodifiableList()));
        byCode.values().forEach(Divisions::requireOneMeaningAtATime);
        Year asOf = divisions.stream()
                .map(division -> division.until() == null ? division.from() : division.until())
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new MalformedMessageException("divisions", "there are none"));
        Year since = divisions.stream()
                .map(Division::from)
                .min(Comparator.naturalOrder())
                .orElse(asOf);
        return new Divisions(Map.copyOf(byCode), new DivisionSearch(divisions), since, asOf);
    }

    private static void requireOneMeaningAtATime(List<Division> history) {
        for (int i = 1; i < history.size(); i++) {
            Division next = history.get(i);
            if (history.get(i - 1).inForce(next.from())) {
                throw new MalformedMessageException("divisions", "code " + next.code() + " has two meanings at a time");
            }
        }
    }

    /** The first year of the table. */
    public Year since() {
        return since;
    }

    /** The last year with a change; what happened after it is not in the table. */
    public Year asOf() {
        return asOf;
    }

    /** What {@code code} stood for at the end of {@code year}; empty if it was not in use. */
    public Optional<Division> find(DivisionCode code, Year year) {
        return history(code).stream().filter(division -> division.inForce(year)).findFirst();
    }

    /**
     * The divisions in force at the end of {@code year} that the start of {@code text} names (按名称查找), each as far down
     * as the text goes: of 浙江省杭州市西湖区文三路 it is 西湖区, of 浙江省杭州市文三路 it is 杭州市. Names must stand whole,
     * with blanks between them at most. The province may be written without 省, 市 or 自治区; either province or prefecture
     * may be left out; of a municipality the name may stand twice, or 市辖区 after it.
     *
     * <p>Several are found when the names fit several: a county that stands alone, or two of which one's name starts with
     * the other's. Nothing is guessed.
     *
     * @param text at most 1,000 characters; more than its start is not looked at
     * @return by code; empty when the text does not start with a division
     * @throws InvalidValueException when the text is too long
     */
    public List<DivisionMatch> named(String text, Year year) {
        Require.that(Require.present(text, "text").length() <= MAX_TEXT, "text", "must have at most 1000 characters");
        Require.present(year, "year");
        return search.search(text, year);
    }

    /** True if {@code code} is or ever was in use. */
    public boolean known(DivisionCode code) {
        return byCode.containsKey(Require.present(code, "division code"));
    }

    /** All that {@code code} has stood for, oldest first. */
    public List<Division> history(DivisionCode code) {
        return byCode.getOrDefault(Require.present(code, "division code"), List.of());
    }

    /**
     * The divisions in force at the end of {@code year} to which the area of {@code division} went, whole or in part:
     * itself if it is in force then, else what became of its successors. A suggestion for people, since an area can have
     * been split. The table follows areas county by county; of a prefecture that gave up its code it tells nothing.
     */
    public List<Division> successors(Division division, Year year) {
        Set<Division> found = new LinkedHashSet<>();
        Set<Division> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Division> open = new ArrayDeque<>(List.of(Require.present(division, "division")));
        while (!open.isEmpty()) {
            Division next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next.inForce(year)) {
                found.add(next);
            } else {
                open.addAll(after(next, year));
            }
        }
        return List.copyOf(found);
    }

    private List<Division> after(Division division, Year year) {
        return Stream.concat(division.successors().stream(), renamed(division))
                .filter(successor -> !successor.year().isAfter(year))
                .flatMap(successor -> find(successor.code(), successor.year()).stream())
                .toList();
    }

    /** Above the county level a change of name under the same code is not among the successors. */
    private static Stream<Division.Successor> renamed(Division division) {
        Year until = division.until();
        return until == null || division.code().level() == DivisionCode.Level.COUNTY
                ? Stream.empty()
                : Stream.of(new Division.Successor(division.code(), until));
    }

    private static final class Bundled {
        static final Divisions TABLE = load();

        private static Divisions load() {
            try (InputStream packed = Objects.requireNonNull(
                            Divisions.class.getResourceAsStream("divisions.csv.gz"), "divisions.csv.gz");
                    InputStream csv = new GZIPInputStream(packed)) {
                return read(csv);
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled divisions cannot be read", e);
            }
        }
    }
}
