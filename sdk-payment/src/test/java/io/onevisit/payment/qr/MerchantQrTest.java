package io.onevisit.payment.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.VerificationFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EMV QRCPS MPM, clause by clause. */
class MerchantQrTest {
    private static final String HEAD = "000201";
    private static final EmvVector ANNEX_B = EmvVector.named("emvco-annex-b");
    private static final String PLAIN_BODY =
            "1531250003440002034450003447011000152044111530315654041.505802CN5901N6001C";

    static Stream<EmvVector> vectors() {
        return EmvVector.all().stream();
    }

    @Test
    void there_are_22_vectors() {
        assertThat(EmvVector.all()).hasSize(22);
        assertThat(EmvVector.valid()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_public_code_gets_its_verdict_and_its_clause(EmvVector vector) {
        MerchantQrScan scan = MerchantQr.read(vector.text());

        assertThat(scan.conformance()).isEqualTo(vector.conformance());
        assertThat(scan.report().subject().isPresent()).isEqualTo(vector.conformance() == Conformance.VALID);
        if (vector.conformance() == Conformance.VALID) {
            assertThat(scan.problems()).isEmpty();
        } else {
            assertThat(scan.problems().get(0).rule().clause()).isEqualTo("EMV QRCPS MPM " + vector.clause());
        }
    }

    @ParameterizedTest
    @MethodSource("io.onevisit.payment.qr.EmvVector#valid")
    void a_valid_code_is_written_again_as_it_was(EmvVector vector) {
        MerchantQr code = MerchantQr.read(vector.text()).report().orThrow();
        List<EmvObject> middle = code.objects().subList(1, code.objects().size() - 1);

        assertThat(MerchantQr.of(middle).text()).isEqualTo(vector.text()).isEqualTo(code.text());
        assertThat(MerchantQr.of(middle)).isEqualTo(code).hasSameHashCodeAs(code);
    }

    @Test
    void annex_b_says_what_the_annex_says() {
        MerchantQr code = MerchantQr.read(ANNEX_B.text()).report().orThrow();

        assertThat(code.isDynamic()).isTrue();
        assertThat(code.accounts())
                .containsExactly(
                        EmvObject.template(
                                "29", new EmvObject("00", "D15600000000"), new EmvObject("05", "A93FO3230Q")),
                        EmvObject.template("31", new EmvObject("00", "D15600000001"), new EmvObject("03", "12345678")));
        assertThat(code.categoryCode()).isEqualTo("4111");
        assertThat(code.amount()).contains(Money.yuan("23.72"));
        assertThat(code.currency()).isEqualTo(Money.fen(1).currency());
        assertThat(code.tip()).contains(new Tip.Asked());
        assertThat(code.country() + code.name() + code.city()).isEqualTo("CNBEST TRANSPORTBEIJING");
        assertThat(code.postalCode()).isEmpty();
        assertThat(code.localName()).contains(new LocalName("ZH", "最佳运输", "北京"));
        assertThat(code.additionalData()).extracting(EmvObject::id).containsExactly("03", "06", "07", "09");
        assertThat(code.unreserved()).extracting(EmvObject::id).containsExactly("91");
        assertThat(code.unionPay()).isEmpty();
        assertThat(code).hasToString("EMV merchant-presented code of 15 data objects");
    }

    @Test
    void reads_a_unionpay_account() {
        MerchantQr code =
                MerchantQr.read(EmvVector.named("unionpay-hk").text()).report().orThrow();
        UnionPayAccount account = new UnionPayAccount("25000344", "00020344", "500034470110001");

        assertThat(code.unionPay()).contains(account);
        assertThat(code.object("15")).contains(account.toObject());
        assertThat(code.isDynamic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2500034,00020344,500034470110001",
        "25000344,0002034X,500034470110001",
        "25000344,00020344,50003447011000"
    })
    void refuses_a_unionpay_account_of_another_form(String acquirer, String forwarding, String merchant) {
        assertThatThrownBy(() -> new UnionPayAccount(acquirer, forwarding, merchant))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void lengths_count_characters_and_not_halves_of_them() {
        String text = EmvVector.sealed(HEAD + PLAIN_BODY + "64130002zh0103𠮷野家6304");

        assertThat(MerchantQr.read(text).report().orThrow().localName()).contains(new LocalName("zh", "𠮷野家", null));
    }

    @ParameterizedTest
    @CsvSource({"98.,98", "98,98", "0.5,0.5", "007.10,7.1", "9999999999.99,9999999999.99"})
    void reads_amounts_exactly(String written, String yuan) {
        assertThat(withAmount(written).report().orThrow().amount()).contains(Money.yuan(yuan));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", ".", ".5", "1.2.3", "98-73", "98 ", "-1", "1e3", "12345678901.23", "١"})
    void refuses_amounts_that_are_none(String written) {
        assertProblem(withAmount(written), "MPM_AMOUNT", "54 at character 56");
    }

    private static MerchantQrScan withAmount(String amount) {
        return MerchantQr.read(EmvVector.sealed(
                HEAD + PLAIN_BODY.replace("54041.50", "54%02d%s".formatted(amount.length(), amount)) + "6304"));
    }

    @Test
    void never_rounds_an_amount_finer_than_its_currency() {
        MerchantQr yen = MerchantQr.read(EmvVector.named("jcb-mastercard").text())
                .report()
                .orThrow();

        assertThatThrownBy(yen::amount)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("JPY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550201                | Asked[]",
                "5502025604 1.20       | Fixed[fee=CNY 1.20]",
                "5502035705 03.25      | Percentage[hundredths=325]",
                "5502035705 00.01      | Percentage[hundredths=1]",
                "5502035702 3.         | Percentage[hundredths=300]",
            })
    void reads_tips(String objects, String tip) {
        String text = EmvVector.sealed(HEAD + PLAIN_BODY + objects.replace(" ", "") + "6304");

        assertThat(MerchantQr.read(text).report().orThrow().tip()).get().hasToString(tip);
    }

    @ParameterizedTest
    @CsvSource({
        "550204,MPM_TIP",
        "550202,MPM_TIP",
        "550203,MPM_TIP",
        "56041.20,MPM_FIXED_FEE",
        "55020156041.20,MPM_FIXED_FEE",
        "55020256040.00,MPM_FIXED_FEE",
        "570503.25,MPM_PERCENTAGE",
        "550201570503.25,MPM_PERCENTAGE",
        "550203570500.00,MPM_PERCENTAGE",
        "5502035703100,MPM_PERCENTAGE",
        "550203570600.001,MPM_PERCENTAGE",
        "55020357051.234,MPM_PERCENTAGE",
    })
    void refuses_tips_that_do_not_fit_together(String objects, String code) {
        MerchantQrScan scan = MerchantQr.read(EmvVector.sealed(HEAD + PLAIN_BODY + objects + "6304"));

        assertThat(scan.conformance()).isEqualTo(Conformance.CRC_ONLY);
        assertThat(scan.problems()).extracting(Check::code).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "000201,000202,MPM_FORMAT,00",
        "010212,010213,MPM_INITIATION,01",
        "52044111,5204411X,MPM_CATEGORY,52",
        "5303156,5303000,MPM_CURRENCY,53",
        "5303156,5303CNY,MPM_CURRENCY,53",
        "5802CN,5802XX,MPM_COUNTRY,58",
        "5802CN,5802cn,MPM_COUNTRY,58",
        "5802CN,5803CHN,MPM_COUNTRY,58",
        "5914BEST TRANSPORT,5904最佳运输,MPM_NAME,59",
        "5914BEST TRANSPORT,592612345678901234567890123456,MPM_NAME,59",
        "6007BEIJING,6002北京,MPM_CITY,60",
        "6007BEIJING,60161234567890123456,MPM_CITY,60",
        "6007BEIJING,6007BEIJING611112345678901,MPM_POSTAL_CODE,61",
        "0902ME,0902AX,MPM_CONSUMER_DATA,62/09",
        "0902ME,0902MM,MPM_CONSUMER_DATA,62/09",
        "0902ME,1002ME,,",
        "0902ME,1102ME,MPM_ADDITIONAL,62/11",
        "0902ME,1202ME,MPM_RFU,62/12",
        "0902ME,0002ME,MPM_RFU,62/00",
        "0902ME,5002ME,MPM_GUID,62/50",
        "0002ZH,0002Z1,MPM_LANGUAGE,64/00",
        "0002ZH,0302ZH,MPM_RFU,64/03",
        "0104最佳运输,0304最佳运输,MPM_RFU,64/03",
        "91320016,66320016,MPM_RFU,66",
        "0016A011223344998877,0116A011223344998877,MPM_GUID,91",
        "0012D156000000000510,0112D156000000000510,MPM_GUID,29",
    })
    void names_the_object_that_breaks_a_rule(String from, String to, String code, String path) {
        MerchantQrScan scan = MerchantQr.read(ANNEX_B.with(from, to));

        if (code == null) {
            assertThat(scan.conformance()).isEqualTo(Conformance.VALID);
            return;
        }
        assertThat(scan.conformance()).isEqualTo(Conformance.CRC_ONLY);
        assertThat(scan.problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.where()).startsWith(path + " at character ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"52044111", "5303156", "5802CN", "5914BEST TRANSPORT", "6007BEIJING"})
    void names_a_mandatory_object_that_is_missing_4_2_1_1(String object) {
        MerchantQrScan scan = MerchantQr.read(ANNEX_B.with(object, ""));

        assertThat(scan.conformance()).isEqualTo(Conformance.CRC_ONLY);
        assertProblem(scan, "MPM_MANDATORY", object.substring(0, 2));
    }

    @Test
    void needs_an_account() {
        String none = EmvVector.sealed(HEAD + PLAIN_BODY.substring(35) + "6304");

        assertProblem(MerchantQr.read(none), "MPM_ACCOUNT", "02 to 51");
    }

    @Test
    void an_id_is_there_once_on_its_level() {
        assertProblem(MerchantQr.read(ANNEX_B.with("010212", "010212010212")), "MPM_ONCE", "01 at character 12");
        assertProblem(
                MerchantQr.read(ANNEX_B.with("0902ME", "0302ME")),
                "MPM_ONCE",
                "62/03 at character " + ANNEX_B.text().indexOf("0902ME"));
    }

    @Test
    void the_crc_comes_last_and_is_four_upper_case_digits() {
        String text = ANNEX_B.text();

        assertThat(MerchantQr.read(text + "0").conformance()).isEqualTo(Conformance.INVALID);
        assertThat(MerchantQr.read(text.replace("6304A13A", "6304a13a")).conformance())
                .isEqualTo(Conformance.INVALID);
        assertThat(MerchantQr.read(text.substring(0, text.length() - 1)).conformance())
                .isEqualTo(Conformance.INVALID);
        assertThat(MerchantQr.read("").conformance()).isEqualTo(Conformance.INVALID);
    }

    @Test
    void the_crc_object_holds_its_four_digits_and_nothing_before_them_4_7_3() {
        String body = HEAD + PLAIN_BODY;

        MerchantQrScan hidden = MerchantQr.read(EmvVector.sealed(body + "6312evil6304"));

        assertThat(hidden.conformance()).isEqualTo(Conformance.CRC_ONLY);
        assertProblem(hidden, "MPM_CRC_LENGTH", "63 at character " + body.length());
        assertThat(MerchantQr.read(EmvVector.sealed(body + "6308" + "6304")).conformance())
                .isEqualTo(Conformance.CRC_ONLY);
        assertThat(MerchantQr.read(EmvVector.sealed(body + "80084444" + "6304")).conformance())
                .isEqualTo(Conformance.CRC_ONLY);
    }

    @Test
    void digits_that_hold_at_the_end_of_another_object_are_no_checksum() {
        String text = EmvVector.sealed(HEAD + PLAIN_BODY + "6304ABCD" + "80200004test01086304");

        assertProblem(MerchantQr.read(text), "MPM_ORDER", "");
    }

    @Test
    void the_format_indicator_comes_first() {
        String text = ANNEX_B.with("000201010212", "010212000201");

        assertProblem(MerchantQr.read(text), "MPM_ORDER", "");
    }

    @Test
    void every_change_of_one_character_is_found() {
        String text = EmvVector.named("brcode-manual").text();
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == '7' ? '8' : '7') + text.substring(i + 1);
            assertThat(MerchantQr.read(changed).conformance())
                    .as("character %s", i)
                    .isEqualTo(Conformance.INVALID);
        }
    }

    @Test
    void has_512_octets_at_most() {
        String filled = filled(99, 99, 99, 54, 53);
        assertThat(filled).hasSize(512);
        assertThat(MerchantQr.read(filled).conformance()).isEqualTo(Conformance.VALID);

        MerchantQrScan larger = MerchantQr.read(filled(99, 99, 99, 54, 54));
        assertThat(larger.conformance()).isEqualTo(Conformance.INVALID);
        assertThat(larger.problems()).extracting(Check::code).containsExactly("MPM_BOUND");
        assertThat(MerchantQr.read(filled(99, 99, 99, 54, 53).replace("5901N", "5901中"))
                        .problems())
                .extracting(Check::code)
                .containsExactly("MPM_BOUND");
        assertThat(MerchantQr.read("9".repeat(10_000_000)).conformance()).isEqualTo(Conformance.INVALID);
    }

    private static String filled(int... lengths) {
        StringBuilder text = new StringBuilder(HEAD + PLAIN_BODY);
        int id = 80;
        for (int length : lengths) {
            text.append(id++)
                    .append("%02d0004test01%02d".formatted(length, length - 12))
                    .append("x".repeat(length - 12));
        }
        return EmvVector.sealed(text + "6304");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\ud800', '\udbff', '\udc00', '\udfff'})
    void refuses_what_is_not_unicode(char half) {
        assertThat(MerchantQr.read(ANNEX_B.text().replace('最', half)).problems())
                .extracting(Check::code)
                .containsExactly("MPM_BOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "02,0204test,true",
        "25,2504test,true",
        "26,2604test,false",
        "26,26080004test,true",
        "51,5104test,false",
        "51,51080004test,true",
    })
    void accounts_are_02_to_51_and_from_26_on_templates(String id, String account, boolean valid) {
        String text = EmvVector.sealed(HEAD + PLAIN_BODY.substring(35) + account + "6304");

        assertThat(MerchantQr.read(text).conformance() == Conformance.VALID)
                .as(id)
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65", "72", "79"})
    void refuses_ids_reserved_for_future_use_4_2(String id) {
        assertProblem(
                MerchantQr.read(EmvVector.sealed(HEAD + PLAIN_BODY + id + "080004test6304")),
                "MPM_RFU",
                id + " at character " + (HEAD + PLAIN_BODY).length());
    }

    @Test
    void an_identifier_has_32_characters_at_most_4_7_4() {
        assertThat(MerchantQr.read(withIdentifier(32)).conformance()).isEqualTo(Conformance.VALID);
        assertThat(MerchantQr.read(withIdentifier(33)).problems())
                .extracting(Check::code)
                .containsExactly("MPM_GUID");
    }

    private static String withIdentifier(int length) {
        return EmvVector.sealed(HEAD + PLAIN_BODY + "80" + (4 + length) + "00" + length + "x".repeat(length) + "6304");
    }

    @Test
    void the_writer_refuses_what_the_reader_refuses() {
        List<EmvObject> objects = annexB();
        assertThatThrownBy(() -> MerchantQr.of(objects.subList(0, 3)))
                .isInstanceOfSatisfying(
                        VerificationFailedException.class,
                        failed -> assertThat(failed.report().problems())
                                .extracting(Check::code)
                                .contains("MPM_MANDATORY"));
        assertThatThrownBy(() -> MerchantQr.of(List.of(new EmvObject("00", "01"))))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> MerchantQr.of(List.of(new EmvObject("63", "A13A"))))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_writer_refuses_null_like_any_argument() {
        assertThatThrownBy(() -> MerchantQr.of(null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> MerchantQr.of(Arrays.asList(annexB().get(0), null)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_writer_refuses_what_is_not_unicode() {
        List<EmvObject> objects = new ArrayList<>(annexB());
        objects.add(new EmvObject("05", "\ud83d"));

        assertThatThrownBy(() -> MerchantQr.of(objects))
                .isInstanceOfSatisfying(
                        VerificationFailedException.class,
                        failed -> assertThat(failed.report().problems())
                                .extracting(Check::code)
                                .containsExactly("MPM_BOUND"));
    }

    private static List<EmvObject> annexB() {
        List<EmvObject> objects =
                MerchantQr.read(ANNEX_B.text()).report().orThrow().objects();
        return objects.subList(1, objects.size() - 1);
    }

    @Test
    void a_data_object_has_an_id_of_two_digits_and_1_to_99_characters() {
        assertThat(new EmvObject("59", "x".repeat(99)).value()).hasSize(99);
        assertThat(new EmvObject("59", "𠮷".repeat(99))).hasToString("data object 59");
        for (String id : new String[] {"5", "590", "5x", "٥٩", ""}) {
            assertThatThrownBy(() -> new EmvObject(id, "x")).isInstanceOf(InvalidValueException.class);
        }
        for (String value : new String[] {"", "x".repeat(100)}) {
            assertThatThrownBy(() -> new EmvObject("59", value)).isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> new EmvObject("62", "0902ME0").objects()).isInstanceOf(OneVisitException.class);
        assertThat(new EmvObject("62", "0902ME").objects()).containsExactly(new EmvObject("09", "ME"));
    }

    private static void assertProblem(MerchantQrScan scan, String code, String where) {
        assertThat(scan.problems()).extracting(Check::code, Check::where).contains(tuple(code, where));
        assertThat(scan.report().subject()).isEqualTo(Optional.empty());
    }
}
