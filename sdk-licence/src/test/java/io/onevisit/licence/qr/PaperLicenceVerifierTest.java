package io.onevisit.licence.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Mode;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Items;
import io.onevisit.licence.qr.Cbor.Octets;
import io.onevisit.licence.qr.Cbor.Text;
import io.onevisit.licence.status.StatusList;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusReference;
import io.onevisit.licence.status.StatusSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaperLicenceVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String ISSUER = "11330105002500287C";
    private static final String TYPE = "11100000MB03271699001";
    private static final LicenceId ID = LicenceId.make(TYPE, ISSUER, "330106202611210012", 1);
    private static final StatusReference STATUS = new StatusReference("https://status.hz.gov.cn/zz/12", 1234);
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2, "hz-2026-1");
    private static final SigningKey OTHER_KEY = SigningKey.generate(SignatureAlgorithm.SM2, "hz-2026-1");

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void verifies_what_was_written(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "hz-2026-1");
        String text = writer(key).write(licence());

        Report<PaperLicence> report =
                verifier(key, statusList(key, StatusList.VALID)).verify(text);

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
        assertThat(report.orThrow()).isEqualTo(licence());
    }

    /** Twelve fields as a real-estate certificate has them. */
    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void a_licence_of_twelve_fields_fits_qr_version_16_at_level_m(SignatureAlgorithm algorithm) throws WriterException {
        SigningKey key = SigningKey.generate(algorithm, "hz-2026-1");
        String text = writer(key).write(licenceOfTwelveFields());

        QRCode code = Encoder.encode(text, ErrorCorrectionLevel.M);

        assertThat(code.getMode()).isEqualTo(Mode.ALPHANUMERIC);
        assertThat(code.getVersion().getVersionNumber()).isLessThanOrEqualTo(16);
        assertThat(verifier(key, statusList(key, StatusList.VALID)).verify(text).orThrow())
                .isEqualTo(licenceOfTwelveFields());
    }

    @Test
    void refuses_to_write_more_than_one_code_holds() {
        Map<String, String> fields = Map.of("KZ_ZL", noise());
        PaperLicence talkative = new PaperLicence(ID, TODAY, TODAY, LicenceDraft.UNLIMITED, holders(), fields, STATUS);

        assertThatThrownBy(() -> writer(KEY).write(talkative))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("QR version 16");
    }

    @Test
    void a_licence_without_end_has_no_expiry() {
        PaperLicence licence = new PaperLicence(ID, TODAY, TODAY, LicenceDraft.UNLIMITED, List.of(), Map.of(), STATUS);

        assertThat(verify(writer(KEY).write(licence)).orThrow().validUntil()).isEqualTo(LicenceDraft.UNLIMITED);
    }

    /** RFC 8392 section 3.1 by Jackson's reader, which shares no code with ours; midnights of Asia/Shanghai. */
    @Test
    void the_claims_are_those_of_a_cwt() throws IOException {
        CoseSign1 message = CoseSign1.of(CborReader.read(octets(writer(KEY).write(licence()))));

        JsonNode claims = new CBORMapper().readTree(message.payload().toArray());

        assertThat(claims.at("/6").longValue())
                .isEqualTo(Instant.parse("2026-11-19T16:00:00Z").getEpochSecond());
        assertThat(claims.at("/5").longValue())
                .isEqualTo(Instant.parse("2026-11-20T16:00:00Z").getEpochSecond());
        assertThat(claims.at("/4").longValue())
                .isEqualTo(Instant.parse("2028-11-20T16:00:00Z").getEpochSecond());
        assertThat(claims.at("/65535/status_list/idx").intValue()).isEqualTo(1234);
        assertThat(claims.at("/65535/status_list/uri").textValue()).isEqualTo(STATUS.uri());
        assertThat(claims.at("/-65537/1").textValue()).isEqualTo(ID.toString());
        assertThat(claims.at("/-65537/2/0/0").textValue()).isEqualTo("张三");
        assertThat(claims.at("/-65537/3/MJ").textValue()).isEqualTo("89.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ZZ1", "zz1:BB8", "HC1:BB8", "ZZ2:BB8", " ZZ1:BB8"})
    void refuses_another_text(String text) {
        assertFails(text, "PAPER_TEXT");
    }

    @Test
    void refuses_a_text_longer_than_any_code() {
        assertFails("ZZ1:" + "0".repeat(653), "PAPER_TEXT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ1:A", "ZZ1:GGW", "ZZ1:::", "ZZ1:bb8"})
    void refuses_what_is_not_base45(String text) {
        assertFails(text, "PAPER_BASE45");
    }

    @Test
    void refuses_octets_that_do_not_unpack() {
        assertFails("ZZ1:" + Base45.encode(new byte[] {0x78, 0x01, 0x02}), "PAPER_PACKING");
    }

    @Test
    void refuses_cbor_that_is_not_deterministic() {
        byte[] plain = signed(claims()).encode();
        byte[] longer = new byte[plain.length + 1];
        longer[0] = (byte) 0xd8; // the tag in two octets where one is enough
        longer[1] = 18;
        System.arraycopy(plain, 1, longer, 2, plain.length - 1);

        assertFails("ZZ1:" + Base45.encode(Packing.pack(longer)), "PAPER_CBOR");
        assertFails("ZZ1:", "PAPER_CBOR");
    }

    @Test
    void refuses_what_is_not_signed_by_one() {
        assertFails("ZZ1:" + Base45.encode(Packing.pack(claims().encode())), "PAPER_COSE");
    }

    @Test
    void refuses_headers_that_say_more_or_less_than_algorithm_and_key() {
        Bytes payload = Bytes.of(claims().encode());

        assertFails(text(CoseSign1.sign(header().with(3, new Int(0)), payload, KEY)), "PAPER_COSE");
        assertFails(text(CoseSign1.sign(Entries.none(), payload, KEY)), "PAPER_COSE");
        assertFails(
                text(CoseSign1.sign(header().with(CoseSign1.ALGORITHM, new Text("SM2")), payload, KEY)), "PAPER_COSE");
        CoseSign1 message = signed(claims());
        assertFails(
                text(new CoseSign1(message.header(), header(), message.payload(), message.signature())), "PAPER_COSE");
    }

    @Test
    void refuses_a_payload_that_is_no_map() {
        assertFails(text(CoseSign1.sign(header(), Bytes.of(new byte[] {0}), KEY)), "PAPER_CLAIMS");
        assertFails(text(CoseSign1.sign(header(), Bytes.empty(), KEY)), "PAPER_CLAIMS");
    }

    @Test
    void refuses_an_identifier_with_a_wrong_check_character_and_makes_the_other_checks() {
        String wrong = ID.toString().substring(0, ID.toString().length() - 1) + (ID.check() == '0' ? '1' : '0');
        Report<PaperLicence> report = verify(text(signed(withBody(body().with(1, new Text(wrong))))));

        assertThat(codes(report)).containsExactly("PAPER_IDENTIFIER", "PAPER_CONTENT", "LICENCE_STATUS");
        assertThat(report.checks().toString()).doesNotContain(ID.serial());
    }

    @Test
    void refuses_claims_that_are_missing_unknown_or_of_another_form() {
        assertFails(signedWith(claims().with(1, new Text("issuer"))), "PAPER_CONTENT");
        assertFails(signedWith(claims().with(4, new Text("2028-11-20"))), "PAPER_CONTENT");
        assertFails(signedWith(claims().with(5, new Int(1))), "PAPER_CONTENT");
        assertFails(signedWith(claims().with(5, new Int(Long.MAX_VALUE))), "PAPER_CONTENT");
        assertFails(signedWith(claims().with(65535, Entries.none())), "PAPER_CONTENT");
        assertFails(signedWith(withStatus(-1, "https://a.cn")), "PAPER_CONTENT");
        assertFails(signedWith(withStatus(1L << 31, "https://a.cn")), "PAPER_CONTENT");
        assertFails(signedWith(withStatus(1, "no address")), "PAPER_CONTENT");
        assertFails(signedWith(withBody(body().with(4, new Int(0)))), "PAPER_CONTENT");
        assertFails(signedWith(withBody(body().with(3, Entries.none().with(1, new Text("1"))))), "PAPER_CONTENT");
        assertFails(signedWith(withBody(body().with(3, Entries.none().with("MJ", new Int(1))))), "PAPER_CONTENT");
        assertFails(signedWith(withBody(body().with(3, Entries.none().with("mj", new Text("1"))))), "PAPER_CONTENT");
        assertFails(signedWith(withBody(body().with(3, Entries.none().with("MJ", new Text(""))))), "PAPER_CONTENT");
        assertFails(signedWith(withHolder(Items.of())), "PAPER_CONTENT");
        assertFails(signedWith(withHolder(new Text("张三"))), "PAPER_CONTENT");
        assertFails(signedWith(withHolder(Items.of(new Text("张三"), new Text("111")))), "PAPER_CONTENT");
        assertFails(signedWith(withHolder(Items.of(new Text("张三"), new Text("000"), new Text("1")))), "PAPER_CONTENT");
        assertFails(signedWith(withHolder(Items.of(new Text("张三"), new Int(111), new Text("1")))), "PAPER_CONTENT");
    }

    @Test
    void refuses_an_issuer_that_nobody_trusts() {
        LicenceId foreign = LicenceId.make(TYPE, "11110000000021135M", "1", 1);
        Report<PaperLicence> report = verify(text(signed(withBody(body().with(1, new Text(foreign.toString()))))));

        assertThat(codes(report)).containsExactly("PAPER_ISSUER", "LICENCE_STATUS");
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void refuses_a_type_that_the_issuer_may_not_issue() {
        LicenceId other = LicenceId.make("11100000000013338W011", ISSUER, "1", 1);

        assertThat(codes(verify(text(signed(withBody(body().with(1, new Text(other.toString()))))))))
                .containsExactly("PAPER_TYPE", "LICENCE_STATUS");
    }

    @Test
    void refuses_a_key_that_is_not_the_issuers() {
        SigningKey foreign = SigningKey.generate(SignatureAlgorithm.SM2, "elsewhere");

        assertThat(codes(verify(writer(foreign).write(licence())))).containsExactly("PAPER_KEY", "LICENCE_STATUS");
    }

    @Test
    void refuses_an_algorithm_that_the_key_is_not_bound_to() {
        Entries header = header().with(CoseSign1.ALGORITHM, new Int(SignatureAlgorithm.ES256.coseId()));

        assertThat(codes(verify(text(CoseSign1.sign(header, Bytes.of(claims().encode()), KEY)))))
                .containsExactly("PAPER_ALGORITHM", "LICENCE_STATUS");
    }

    @Test
    void refuses_a_signature_by_another_key_of_the_same_name() {
        assertThat(codes(verify(writer(OTHER_KEY).write(licence()))))
                .containsExactly("PAPER_SIGNATURE", "LICENCE_STATUS");
    }

    @Test
    void refuses_every_change_of_one_octet() {
        byte[] octets = signed(claims()).encode();
        for (int place = 0; place < octets.length; place++) {
            octets[place] ^= 1;
            assertThat(verify("ZZ1:" + Base45.encode(Packing.pack(octets))).verdict())
                    .as("octet " + place)
                    .isEqualTo(Verdict.FAILED);
            octets[place] ^= 1;
        }
    }

    @Test
    void never_asks_for_the_status_list_that_an_unauthentic_licence_names() {
        StatusSource trap = uri -> {
            throw new AssertionError("asked for an address that nobody vouches for");
        };

        assertThat(verifier(KEY, trap)
                        .verify(writer(OTHER_KEY).write(licence()))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-19T15:58:59Z, PAPER_ISSUED",
        "2026-11-20T15:58:59Z, PAPER_VALID_FROM",
        "2028-11-20T16:00:00Z, PAPER_VALID_UNTIL"
    })
    void refuses_a_licence_outside_its_days_in_china(Instant now, String code) {
        assertThat(codes(at(now).verify(writer(KEY).write(licence())))).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T15:59:00Z", "2026-11-20T16:00:00Z", "2028-11-20T15:59:59Z"})
    void passes_from_the_first_to_the_last_second_and_a_minute_early(Instant now) {
        assertThat(at(now).verify(writer(KEY).write(licence())).verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {StatusList.INVALID, StatusList.SUSPENDED, 3})
    void refuses_a_licence_whose_status_is_not_valid(int status) {
        Report<PaperLicence> report =
                verifier(KEY, statusList(KEY, status)).verify(writer(KEY).write(licence()));

        assertThat(codes(report)).containsExactly("LICENCE_STATUS");
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void refuses_a_place_that_is_not_in_the_list() {
        PaperLicence beyond = new PaperLicence(
                ID, TODAY, TODAY, LicenceDraft.UNLIMITED, List.of(), Map.of(), new StatusReference(STATUS.uri(), 4096));

        assertFails(writer(KEY).write(beyond), "LICENCE_STATUS");
    }

    @Test
    void does_not_know_without_a_status_list() {
        assertUndecided(uri -> Optional.empty());
    }

    @Test
    void does_not_know_from_a_status_list_of_another_signer() {
        assertUndecided(statusList(OTHER_KEY, StatusList.VALID));
    }

    @Test
    void does_not_know_from_a_status_list_that_is_too_old() {
        assertUndecided(uri -> Optional.of(token(KEY, StatusList.VALID, NOW.minus(Duration.ofDays(8)))));
    }

    @Test
    void does_not_know_from_what_is_no_status_list() {
        assertUndecided(uri -> Optional.of("no token"));
    }

    private static void assertUndecided(StatusSource statuses) {
        Report<PaperLicence> report = verifier(KEY, statuses).verify(writer(KEY).write(licence()));

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(codes(report)).containsExactly("LICENCE_STATUS_LIST");
        assertThat(report.subject()).isEmpty();
    }

    private static void assertFails(String text, String code) {
        Report<PaperLicence> report = verify(text);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).contains(code);
        assertThat(codes(report)).isSubsetOf(code, "LICENCE_STATUS");
    }

    private static String signedWith(Entries claims) {
        return text(signed(claims));
    }

    private static CoseSign1 signed(Entries claims) {
        return CoseSign1.sign(header(), Bytes.of(claims.encode()), KEY);
    }

    private static String text(CoseSign1 message) {
        return "ZZ1:" + Base45.encode(Packing.pack(message.encode()));
    }

    private static byte[] octets(String text) {
        return Packing.unpack(Base45.decode(text.substring(4)));
    }

    private static Entries header() {
        return Entries.none()
                .with(CoseSign1.ALGORITHM, new Int(-48))
                .with(CoseSign1.KEY_ID, new Octets(Bytes.of("hz-2026-1".getBytes(UTF_8))));
    }

    private static Entries claims() {
        return PaperClaims.write(licence());
    }

    private static Entries body() {
        return claims().get(-65537, Entries.class);
    }

    private static Entries withBody(Entries body) {
        return claims().with(-65537, body);
    }

    private static Entries withHolder(Cbor holder) {
        return withBody(body().with(2, Items.of(holder)));
    }

    private static Entries withStatus(long index, String uri) {
        Entries list = Entries.none().with("idx", new Int(index)).with("uri", new Text(uri));
        return claims().with(65535, Entries.none().with("status_list", list));
    }

    private static Report<PaperLicence> verify(String text) {
        return verifier(KEY, statusList(KEY, StatusList.VALID)).verify(text);
    }

    private static PaperLicenceVerifier verifier(SigningKey key, StatusSource statuses) {
        return new PaperLicenceVerifier(trusting(key), statuses, Clock.fixed(NOW, ZoneOffset.UTC), Limits.DEFAULT);
    }

    private static PaperLicenceVerifier at(Instant now) {
        return new PaperLicenceVerifier(
                trusting(KEY),
                uri -> Optional.of(token(KEY, StatusList.VALID, now)),
                Clock.fixed(now, ZoneOffset.UTC),
                Limits.DEFAULT);
    }

    private static TrustedIssuers trusting(SigningKey key) {
        return new TrustedIssuers(
                List.of(new TrustedIssuer(ISSUER, Map.of("hz-2026-1", key.verificationKey()), Set.of(TYPE))));
    }

    private static StatusSource statusList(SigningKey key, int status) {
        String token = token(key, status, NOW.minusSeconds(60));
        return uri -> uri.equals(STATUS.uri()) ? Optional.of(token) : Optional.empty();
    }

    private static String token(SigningKey key, int status, Instant issued) {
        StatusList list = StatusList.of(2, 4096).with(STATUS.index(), status);
        return new StatusListToken(STATUS.uri(), issued, issued.plus(Duration.ofDays(30)), null, list).sign(key);
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private static List<Holder> holders() {
        return List.of(new Holder("张三", "33***************6", HolderCodeType.CITIZEN_ID));
    }

    private static PaperLicence licence() {
        return licence(Map.of("KZ_MJ", "89.50", "KZ_ZL", "杭州市西湖区文三路 90 号 1 幢 301 室"));
    }

    private static PaperLicence licenceOfTwelveFields() {
        return licence(Map.ofEntries(
                Map.entry("KZ_GYQK", "单独所有"),
                Map.entry("KZ_ZL", "杭州市西湖区文三路 90 号 1 幢 301 室"),
                Map.entry("KZ_BDCDYH", "330106001001GB00123F00010012"),
                Map.entry("KZ_QLLX", "国有建设用地使用权/房屋所有权"),
                Map.entry("KZ_QLXZ", "出让/市场化商品房"),
                Map.entry("KZ_YT", "城镇住宅用地/住宅"),
                Map.entry("KZ_MJ", "89.50"),
                Map.entry("KZ_TDMJ", "12.30"),
                Map.entry("KZ_SYQX", "2080-12-31"),
                Map.entry("KZ_QLQTZK", "钢混结构，总层数 18，所在层 3"),
                Map.entry("KZ_FJ", "无"),
                Map.entry("KZ_DJSJ", "2026-11-21")));
    }

    private static PaperLicence licence(Map<String, String> fields) {
        return new PaperLicence(ID, TODAY.minusDays(1), TODAY, LocalDate.of(2028, 11, 20), holders(), fields, STATUS);
    }

    private static String noise() {
        StringBuilder text = new StringBuilder();
        new Random(16).ints(300, 0x4e00, 0x9fa5).forEach(text::appendCodePoint);
        return text.toString();
    }

    @Test
    void refuses_to_sign_for_another_issuer_or_a_type_that_is_not_registered() {
        PaperLicenceWriter foreign =
                new PaperLicenceWriter(KEY, CreditCode.parse("11110000000021135M"), LicenceType.shipped());
        PaperLicenceWriter unregistered = new PaperLicenceWriter(KEY, CreditCode.parse(ISSUER), List.of());

        assertThatThrownBy(() -> foreign.write(licence()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("issuer code");
        assertThatThrownBy(() -> unregistered.write(licence()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("licence type");
    }

    private static PaperLicenceWriter writer(SigningKey key) {
        return new PaperLicenceWriter(key, CreditCode.parse(ISSUER), LicenceType.shipped());
    }
}
