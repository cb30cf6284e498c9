package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** Numbers bent in every way, against every kind of identifier. */
class HostileTextTest {
    private static final Criteria STRICT = Criteria.strict(LocalDate.of(9999, 12, 31));
    private static final Criteria LENIENT = Criteria.lenient(LocalDate.of(9999, 12, 31));

    private static final List<String> SPECIMENS = List.of(
            "11010519491231002X",
            "440524188001010014",
            "110105491231002",
            "810000199003071237",
            "932682198501010017",
            "CAN110001011507",
            "E12345678",
            "H1234567801",
            "91350100M000100Y43",
            "D2143569-X",
            "RR473124829GB",
            "1234567801",
            "330106",
            "11450000007565194H200011501500504");

    private static final String BENDS =
            "0123456789XxIOSVZ-<[]; \n\r\t\u0000\u007f\u00a0\u0660\u06f1\uff10\uff38\u200b\u200f\ufeff\ud83d\ude00名'\"%$";

    /** A kind of identifier: how it is read and how it is explained. */
    record Kind(String name, Function<String, Object> parse, List<Function<String, Report<?>>> explain) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind("citizen", CitizenId::parse, List.of(text -> CitizenId.explain(text, STRICT))),
                new Kind("residence", ResidencePermit::parse, List.of(text -> ResidencePermit.explain(text, STRICT))),
                new Kind(
                        "permanent",
                        PermanentResidence::parse,
                        List.of(text -> PermanentResidence.explain(text, STRICT))),
                new Kind("passport", Passport::parse, List.of(text -> Passport.explain(text, STRICT))),
                new Kind("travel", TravelPermit::parse, List.of(text -> TravelPermit.explain(text, STRICT))),
                new Kind("credit", CreditCode::parse, List.of(text -> CreditCode.explain(text, STRICT))),
                new Kind("organisation", OrganisationCode::parse, List.of(OrganisationCode::explain)),
                new Kind("postal", PostalItemNumber::parse, List.of(PostalItemNumber::explain)),
                new Kind("division", DivisionCode::parse, List.of(text -> DivisionCode.explain(text, STRICT))),
                new Kind("matter", MatterCode::new, List.of(MatterCode::explain)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void throws_the_house_exceptions_only_and_explains_as_it_parses(Kind kind) {
        bend(kind, 3_000);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("fuzz")
    void throws_the_house_exceptions_only_over_many_texts(Kind kind) {
        bend(kind, 300_000);
    }

    @Test
    void detects_what_can_be_parsed_and_nothing_else() {
        detect(2_000);
    }

    @Test
    @Tag("fuzz")
    void detects_what_can_be_parsed_over_many_texts() {
        detect(200_000);
    }

    private static void detect(int times) {
        Random random = new Random(100);
        for (int i = 0; i < times; i++) {
            String text = bent(random);
            assertThat(PartyId.detect(text)).hasSizeLessThanOrEqualTo(3).containsExactlyElementsOf(parsed(text));
        }
    }

    private static List<PartyId> parsed(String text) {
        return Stream.<Function<String, PartyId>>of(
                        CitizenId::parse,
                        ResidencePermit::parse,
                        PermanentResidence::parse,
                        CreditCode::parse,
                        TravelPermit::parse,
                        Passport::parse)
                .flatMap(parse -> parsed(parse, text))
                .toList();
    }

    private static <T> Stream<T> parsed(Function<String, T> parse, String text) {
        try {
            return Stream.of(parse.apply(text));
        } catch (InvalidValueException refused) {
            return Stream.empty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void has_no_part_of_the_text_in_an_exception_or_a_report(Kind kind) {
        Random random = new Random(44);
        for (int i = 0; i < 500; i++) {
            String text = bent(random);
            Throwable thrown = catchThrowable(() -> kind.parse.apply(text));
            if (thrown != null) {
                assertHidden(text, trace(thrown));
            }
            kind.explain.forEach(explain -> assertHidden(text, printed(explain.apply(text))));
        }
    }

    @ParameterizedTest
    @NullSource
    void refuses_to_explain_without_criteria(Criteria criteria) {
        SPECIMENS
                .subList(0, 9)
                .forEach(text -> PartyId.detect(text)
                        .forEach(id -> assertThatThrownBy(() -> PartyId.explain(id.type(), text, criteria))
                                .isInstanceOf(InvalidValueException.class)));
    }

    @Test
    void has_no_part_of_the_text_in_a_lenient_report() {
        String text = "91350100M000100Y44";

        assertHidden(text, printed(CreditCode.explain(text, LENIENT)));
    }

    private static void bend(Kind kind, int times) {
        Random random = new Random(41);
        for (int i = 0; i < times; i++) {
            String text = bent(random);
            boolean parsed = parsed(kind.parse, text).findAny().isPresent();
            kind.explain.forEach(explain ->
                    assertThat(explain.apply(text).verdict()).isEqualTo(parsed ? Verdict.PASSED : Verdict.FAILED));
        }
    }

    /** A specimen with up to three places exchanged, dropped, doubled or replaced. */
    private static String bent(Random random) {
        StringBuilder text = new StringBuilder(SPECIMENS.get(random.nextInt(SPECIMENS.size())));
        IntStream.range(0, random.nextInt(4)).forEach(i -> bend(text, random));
        return text.toString();
    }

    private static void bend(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        char place = BENDS.charAt(random.nextInt(BENDS.length()));
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, place);
            case 1 -> text.insert(at, place);
            case 2 -> text.insert(at, text.charAt(at));
            default -> text.append(text.charAt(at)).deleteCharAt(at);
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter writer = new StringWriter();
        thrown.printStackTrace(new PrintWriter(writer));
        return writer.toString();
    }

    private static String printed(Report<?> report) {
        return report.checks().stream()
                .map(check -> "%s %s %s".formatted(check.where(), check.expected(), check.actual()))
                .collect(Collectors.joining(", ", report + " ", ""));
    }

    /** No five places of the text in a row may be seen, but those that the address rule of permits names. */
    private static void assertHidden(String text, String output) {
        for (int i = 0; i + 5 <= text.length(); i++) {
            String part = text.substring(i, i + 5);
            if (!part.isBlank() && !"810000, 820000 or 830000".contains(part)) {
                assertThat(output).doesNotContain(part);
            }
        }
    }
}
