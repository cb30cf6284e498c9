package io.onevisit.licence.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Items;
import io.onevisit.licence.qr.Cbor.Octets;
import io.onevisit.licence.status.StatusList;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusReference;
import io.onevisit.licence.status.StatusSource;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several licences on one sheet. */
class PaperSheetTest {
    private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String ISSUER = "11330105002500287C";
    private static final String OTHER_ISSUER = "11110000000021135M";
    private static final String TYPE = "11100000MB03271699001";
    private static final String LIST = "https://status.hz.gov.cn/zz/12";
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2, "hz-2026-1");
    private static final PaperLicenceWriter WRITER = writer(KEY);
    private static final List<PaperLicence> LICENCES =
            IntStream.range(0, 4).mapToObj(i -> licence(ISSUER, i)).toList();
    private static final List<String> TEXTS = WRITER.writeSheet(LICENCES);

    @Test
    void a_sheet_is_complete_whatever_the_order_of_its_codes() {
        List<String> mixed = List.of(TEXTS.get(2), TEXTS.get(0), TEXTS.get(3), TEXTS.get(1), TEXTS.get(0));

        PaperSheet sheet = verifier().verifySheet(mixed);

        assertThat(sheet.whole().verdict()).as(sheet.whole().toString()).isEqualTo(Verdict.PASSED);
        assertThat(sheet.whole().orThrow()).isEqualTo(LICENCES);
        assertThat(sheet.codes()).extracting(Report::orThrow).isEqualTo(LICENCES);
        assertThat(sheet.whole().checks()).extracting(Check::where).contains("code 1 of 4", "code 4 of 4", "");
    }

    @Test
    void each_code_is_good_by_itself() {
        assertThat(verifier().verify(TEXTS.get(2)).orThrow()).isEqualTo(LICENCES.get(2));
    }

    @Test
    void a_code_that_is_missing_leaves_the_sheet_undecided_and_is_named() {
        PaperSheet sheet = verifier().verifySheet(List.of(TEXTS.get(0), TEXTS.get(2)));

        assertThat(sheet.whole().verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(sheet.whole().problems())
                .extracting(Check::code, Check::actual)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PAPER_SHEET_COMPLETE", "missing [2, 4] of 4"));
        assertThat(sheet.codes()).extracting(Report::verdict).containsOnly(Verdict.PASSED);
    }

    @Test
    void fails_a_code_of_another_sheet_among_them() {
        List<String> others = WRITER.writeSheet(LICENCES);

        PaperSheet sheet = verifier().verifySheet(List.of(TEXTS.get(0), TEXTS.get(1), others.get(2), TEXTS.get(3)));

        assertThat(codes(sheet)).containsExactly("PAPER_SHEET_ONE");
    }

    @Test
    void fails_a_code_too_many() {
        List<String> all = new ArrayList<>(TEXTS);
        all.add(signed(KEY, LICENCES.get(0), sheetOf(TEXTS.get(0)), 1, 4));

        PaperSheet sheet = verifier().verifySheet(all);

        assertThat(codes(sheet)).containsExactly("PAPER_SHEET_COMPLETE");
        assertThat(sheet.whole().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void fails_codes_that_count_differently() {
        List<String> texts = List.of(TEXTS.get(0), signed(KEY, LICENCES.get(1), sheetOf(TEXTS.get(0)), 2, 2));

        assertThat(codes(verifier().verifySheet(texts))).contains("PAPER_SHEET_ONE");
    }

    @Test
    void fails_a_code_of_another_issuer_that_passes_itself_off_as_of_the_sheet() {
        PaperLicence foreign = licence(OTHER_ISSUER, 1);
        List<String> texts =
                List.of(TEXTS.get(0), signed(KEY, foreign, sheetOf(TEXTS.get(0)), 2, 4), TEXTS.get(2), TEXTS.get(3));

        assertThat(codes(verifier().verifySheet(texts))).containsExactly("PAPER_SHEET_ONE");
    }

    @Test
    void fails_a_forged_code_and_takes_no_place_from_it() {
        SigningKey forger = SigningKey.generate(SignatureAlgorithm.SM2, "hz-2026-1");
        List<String> texts = new ArrayList<>(TEXTS);
        texts.set(1, signed(forger, LICENCES.get(1), sheetOf(TEXTS.get(0)), 2, 4));

        PaperSheet sheet = verifier().verifySheet(texts);

        assertThat(sheet.whole().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(sheet)).contains("PAPER_SIGNATURE", "PAPER_SHEET_ONE", "PAPER_SHEET_COMPLETE");
        assertThat(sheet.codes()).extracting(Report::verdict).containsOnlyOnce(Verdict.FAILED);
    }

    @Test
    void fails_the_sheet_when_one_licence_on_it_is_revoked() {
        PaperSheet sheet = verifier(list(1)).verifySheet(TEXTS);

        assertThat(codes(sheet)).containsExactly("LICENCE_STATUS");
        assertThat(sheet.whole().problems()).extracting(Check::where).containsExactly("code 2 of 4");
        assertThat(sheet.whole().subject()).isEmpty();
    }

    @Test
    void a_sheet_is_undecided_without_status_lists() {
        PaperSheet sheet = verifier(uri -> Optional.empty()).verifySheet(TEXTS);

        assertThat(sheet.whole().verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void a_code_by_itself_is_whole_and_several_such_are_no_sheet() {
        String one = WRITER.write(LICENCES.get(0));
        String other = WRITER.write(LICENCES.get(1));

        assertThat(verifier().verifySheet(List.of(one)).whole().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(codes(verifier().verifySheet(List.of(one, other)))).containsExactly("PAPER_SHEET_ONE");
        assertThat(codes(verifier().verifySheet(List.of(one, TEXTS.get(0))))).contains("PAPER_SHEET_ONE");
    }

    @Test
    void nothing_is_no_sheet() {
        assertThat(verifier().verifySheet(List.of()).whole().verdict()).isEqualTo(Verdict.FAILED);
    }

    static Stream<Cbor> placesThatAreNone() {
        return Stream.of(
                new Int(1),
                Items.of(new Int(1), new Int(1)),
                new Cbor.Text("12345611"),
                Entries.none(),
                place(""),
                place("000000000000" + "01"),
                place("000000000000" + "010100"),
                place("000000000000" + "0001"),
                place("000000000000" + "0000"),
                place("000000000000" + "0201"),
                place("000000000000" + "ff01"),
                place("000000000000" + "ffff"),
                place("000000000000" + "0111"));
    }

    private static Octets place(String hex) {
        return new Octets(Bytes.ofHex(hex));
    }

    @ParameterizedTest
    @MethodSource("placesThatAreNone")
    void refuses_a_place_on_a_sheet_that_is_none(Cbor place) {
        Entries claims = PaperClaims.write(LICENCES.get(0));
        Entries body = claims.get(-65537, Entries.class).with(4, place);

        assertThat(verifier().verify(text(KEY, claims.with(-65537, body))).problems())
                .extracting(Check::code)
                .containsExactly("PAPER_CONTENT", "LICENCE_STATUS");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17})
    void refuses_to_write_no_licence_or_more_than_sixteen(int count) {
        List<PaperLicence> licences =
                IntStream.range(0, count).mapToObj(i -> LICENCES.get(0)).toList();

        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> WRITER.writeSheet(licences));
    }

    @Test
    void refuses_to_write_licences_of_two_issuers_on_one_sheet() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> WRITER.writeSheet(List.of(licence(ISSUER, 0), licence(OTHER_ISSUER, 1))));
    }

    @Test
    void refuses_more_than_64_texts() {
        List<String> texts = IntStream.range(0, 65).mapToObj(i -> "ZZ1:" + i).toList();

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> verifier().verifySheet(texts));
    }

    /** A real-estate certificate says the most of the three types that ship. */
    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void a_licence_of_twelve_fields_on_a_sheet_of_sixteen_fits_qr_version_16_at_level_m(SignatureAlgorithm algorithm)
            throws WriterException {
        SigningKey key = SigningKey.generate(algorithm, "hz-2026-1");
        List<PaperLicence> sixteen =
                IntStream.range(0, 16).mapToObj(i -> licence(ISSUER, i)).toList();

        for (String text : writer(key).writeSheet(sixteen)) {
            assertThat(Encoder.encode(text, ErrorCorrectionLevel.M).getVersion().getVersionNumber())
                    .isLessThanOrEqualTo(16);
        }
    }

    @Test
    void reads_every_licence_of_a_printed_sheet() {
        PaperSheet sheet = verifier().verifyPicture(A4.of(TEXTS, 5));

        assertThat(sheet.whole().verdict()).as(sheet.whole().toString()).isEqualTo(Verdict.PASSED);
        assertThat(sheet.whole().orThrow()).isEqualTo(LICENCES);
    }

    @Test
    void a_sheet_with_a_code_that_cannot_be_read_is_undecided() {
        byte[] spoilt = A4.withFirstCodeSpoilt(TEXTS, 5);

        PaperSheet sheet = verifier().verifyPicture(spoilt);

        assertThat(sheet.whole().verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(sheet.codes()).hasSize(3);
        assertThat(sheet.whole().problems()).extracting(Check::actual).containsExactly("missing [1] of 4");
    }

    @Test
    void leaves_other_codes_in_the_picture_aside() {
        List<String> texts = List.of(TEXTS.get(0), TEXTS.get(1), "https://example.cn/", TEXTS.get(2), TEXTS.get(3));

        assertThat(verifier().verifyPicture(A4.of(texts, 5)).whole().orThrow()).isEqualTo(LICENCES);
    }

    @Test
    void reads_one_small_code_as_before() {
        byte[] png = QrCode.of(WRITER.write(LICENCES.get(0)), ErrorCorrection.M).png(1, 300);

        assertThat(verifier().verifyPicture(png).whole().orThrow()).containsExactly(LICENCES.get(0));
    }

    @Test
    void refuses_a_picture_without_a_licence() {
        byte[] other = QrCode.of("https://example.cn/", ErrorCorrection.M).png(4, 300);

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> verifier().verifyPicture(other));
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> verifier().verifyPicture(A4.of(List.of(), 5)));
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> verifier().verifyPicture("no picture".getBytes(UTF_8)));
    }

    private static List<String> codes(PaperSheet sheet) {
        return sheet.whole().problems().stream().map(Check::code).distinct().toList();
    }

    private static Bytes sheetOf(String text) {
        Entries claims = CborReader.read(
                CoseSign1.of(CborReader.read(Packing.unpack(Base45.decode(text.substring(4)))))
                        .payload()
                        .toArray(),
                Entries.class);
        return PaperClaims.place(claims).orElseThrow().sheet();
    }

    private static String signed(SigningKey key, PaperLicence licence, Bytes sheet, int number, int count) {
        return text(key, PaperClaims.write(licence, new SheetPlace(sheet, number, count)));
    }

    private static String text(SigningKey key, Entries claims) {
        Entries header = Entries.none()
                .with(CoseSign1.ALGORITHM, new Int(key.algorithm().coseId()))
                .with(CoseSign1.KEY_ID, new Octets(Bytes.of("hz-2026-1".getBytes(UTF_8))));
        CoseSign1 message = CoseSign1.sign(header, Bytes.of(claims.encode()), key);
        return "ZZ1:" + Base45.encode(Packing.pack(message.encode()));
    }

    private static PaperLicenceVerifier verifier() {
        return verifier(list(-1));
    }

    private static PaperLicenceVerifier verifier(StatusSource statuses) {
        Map<String, io.onevisit.core.crypto.VerificationKey> keys = Map.of("hz-2026-1", KEY.verificationKey());
        TrustedIssuers issuers = new TrustedIssuers(List.of(
                new TrustedIssuer(ISSUER, keys, Set.of(TYPE)), new TrustedIssuer(OTHER_ISSUER, keys, Set.of(TYPE))));
        return new PaperLicenceVerifier(issuers, statuses, Clock.fixed(NOW, ZoneOffset.UTC), Limits.DEFAULT);
    }

    private static StatusSource list(int revoked) {
        StatusList all = StatusList.of(2, 1024);
        StatusList list = revoked < 0 ? all : all.with(1230 % 1024 + revoked, StatusList.INVALID);
        String token = new StatusListToken(LIST, NOW, null, null, list).sign(KEY);
        return uri -> Optional.of(token);
    }

    private static PaperLicence licence(String issuer, int number) {
        return new PaperLicence(
                LicenceId.make(TYPE, issuer, "33010620261121001" + number, 1),
                TODAY,
                TODAY,
                LocalDate.of(2046, 11, 20),
                List.of(new Holder("欧阳春晓", "33***************6", HolderCodeType.CITIZEN_ID)),
                Map.ofEntries(
                        Map.entry("KZ_GYQK", "共同共有"),
                        Map.entry("KZ_ZL", "杭州市余杭区仓前街道文一西路 1500 号 " + (number + 1) + " 幢 2 单元 1804 室"),
                        Map.entry("KZ_BDCDYH", "330110004002GB00123F0001001" + number % 10),
                        Map.entry("KZ_QLLX", "国有建设用地使用权/房屋所有权"),
                        Map.entry("KZ_QLXZ", "出让/市场化商品房"),
                        Map.entry("KZ_YT", "城镇住宅用地/住宅"),
                        Map.entry("KZ_MJ", "128.36"),
                        Map.entry("KZ_TDMJ", "12.30"),
                        Map.entry("KZ_SYQX", "2080-12-31"),
                        Map.entry("KZ_QLQTZK", "钢混结构，总层数 33，所在层 18"),
                        Map.entry("KZ_FJ", "无"),
                        Map.entry("KZ_DJSJ", "2026-11-21")),
                new StatusReference(LIST, 1230 % 1024 + number));
    }

    private static PaperLicenceWriter writer(SigningKey key) {
        return new PaperLicenceWriter(key, CreditCode.parse(ISSUER), LicenceType.shipped());
    }
}
