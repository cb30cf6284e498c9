package io.onevisit.core.id;

import java.time.Year;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the divisions that the start of a text names, from the province down. Names must stand whole, with blanks between
 * them at most; a province may be written short (内蒙古), and province or prefecture may be left out. Nothing is compared
 * approximately.
 */
final class DivisionSearch {
    private static final Pattern AFTER_SHORT_NAME = Pattern.compile("(特别行政区|(维吾尔|壮族|回族)?自治区|省|市)$");

    /** What statistics and forms write where there is no prefecture. */
    private static final List<String> NO_PREFECTURE =
            List.of("市辖区", "县", "省直辖县级行政区划", "省直辖县级行政单位", "省直辖行政单位", "自治区直辖县级行政区划", "自治区直辖县级行政单位");

    private final Names provinces;
    private final Names shortProvinces;
    private final Names prefectures;
    private final Names counties;

    DivisionSearch(Collection<Division> divisions) {
        this.provinces = Names.of(divisions, DivisionCode.Level.PROVINCE, Division::name);
        this.shortProvinces = Names.of(divisions, DivisionCode.Level.PROVINCE, DivisionSearch::shortName);
        this.prefectures = Names.of(divisions, DivisionCode.Level.PREFECTURE, Division::name);
        this.counties = Names.of(divisions, DivisionCode.Level.COUNTY, Division::name);
    }

    private static String shortName(Division province) {
        return AFTER_SHORT_NAME.matcher(province.name()).replaceFirst("");
    }

    /** The divisions of a level by name. */
    private record Names(Map<String, List<Division>> divisions, int longest) {
        static Names of(Collection<Division> divisions, DivisionCode.Level level, Function<Division, String> name) {
            Map<String, List<Division>> byName = divisions.stream()
                    .filter(division -> division.code().level() == level)
                    .collect(Collectors.groupingBy(name, Collectors.toUnmodifiableList()));
            int longest =
                    byName.keySet().stream().mapToInt(String::length).max().orElse(0);
            return new Names(Map.copyOf(byName), longest);
        }

        List<Division> at(Reader reader) {
            return IntStream.rangeClosed(1, longest)
                    .mapToObj(reader::next)
                    .distinct()
                    .flatMap(name -> divisions.getOrDefault(name, List.of()).stream())
                    .filter(division -> division.inForce(reader.year()))
                    .toList();
        }
    }

    /** A text that has been read up to a place, by the divisions of a year. */
    private record Reader(String text, Year year, int at) {
        Reader {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char place) {
            return Character.isWhitespace(place) || Character.isSpaceChar(place);
        }

        /** At most {@code length} characters from here. */
        String next(int length) {
            return text.substring(at, Math.min(at + length, text.length()));
        }

        boolean reads(String name) {
            return text.startsWith(name, at);
        }

        Reader after(String name) {
            return new Reader(text, year, at + name.length());
        }

        Reader afterIf(String name) {
            return reads(name) ? after(name) : this;
        }

        /** What ends before {@code end}. */
        DivisionMatch names(Division division, Reader end) {
            return new DivisionMatch(
                    division,
                    text.substring(at, end.at).strip(),
                    text.substring(end.at).strip());
        }
    }

    /** The lowest divisions that {@code text} names, by code. */
    List<DivisionMatch> search(String text, Year year) {
        return search(new Reader(text, year, 0)).stream()
                .sorted(Comparator.comparing(match -> match.division().code().value()))
                .toList();
    }

    private List<DivisionMatch> search(Reader start) {
        List<Division> whole = provinces.at(start);
        List<Division> named = whole.isEmpty() ? shortProvinces.at(start) : whole;
        return firstFound(List.of(
                () -> named.stream()
                        .flatMap(province -> below(province, start).stream())
                        .toList(),
                () -> prefectures(start, start, division -> true),
                () -> whole.stream()
                        .map(province -> start.names(province, start.after(province.name())))
                        .toList(),
                () -> counties(start, start, division -> true)));
    }

    private static List<DivisionMatch> firstFound(List<Supplier<List<DivisionMatch>>> searches) {
        return searches.stream()
                .map(Supplier::get)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** A prefecture that is written counts as one, though a county elsewhere in the province starts like it. */
    private List<DivisionMatch> below(Division province, Reader start) {
        Reader next = start.after(start.reads(province.name()) ? province.name() : shortName(province));
        Reader repeated = next.afterIf(province.name());
        Predicate<Division> inside = division -> division.provinceName().equals(province.name());
        Predicate<Division> direct =
                inside.and(division -> division.prefectureName().isEmpty());
        return firstFound(List.of(
                () -> prefectures(start, next, inside),
                () -> counties(start, repeated, inside),
                () -> NO_PREFECTURE.stream()
                        .filter(repeated::reads)
                        .flatMap(word -> counties(start, repeated.after(word), direct).stream())
                        .toList()));
    }

    private List<DivisionMatch> prefectures(Reader start, Reader next, Predicate<Division> among) {
        return prefectures.at(next).stream()
                .filter(among)
                .flatMap(prefecture -> fromPrefecture(prefecture, start, next.after(prefecture.name())).stream())
                .toList();
    }

    private List<DivisionMatch> fromPrefecture(Division prefecture, Reader start, Reader rest) {
        List<DivisionMatch> inside = counties(
                start,
                rest,
                county -> county.provinceName().equals(prefecture.provinceName())
                        && county.prefectureName().equals(prefecture.name()));
        return inside.isEmpty() ? List.of(start.names(prefecture, rest)) : inside;
    }

    private List<DivisionMatch> counties(Reader start, Reader next, Predicate<Division> among) {
        return counties.at(next).stream()
                .filter(among)
                .map(county -> start.names(county, next.after(county.name())))
                .toList();
    }
}
