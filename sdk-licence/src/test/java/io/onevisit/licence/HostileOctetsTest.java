package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.status.StatusBundle;
import io.onevisit.licence.status.StatusList;
import io.onevisit.licence.status.StatusListRequest;
import io.onevisit.licence.status.StatusListToken;
import io.onevisit.licence.status.StatusReference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Octets bent at random, and octets that swell, against every reader of status lists and of licences on paper. */
class HostileOctetsTest {
    private static final int ROUNDS = 20_000;
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ES256, "k");
    private static final SigningKey STRANGER = SigningKey.generate(SignatureAlgorithm.ES256, "k");
    private static final String URI = "https://status.example.gov.cn/zz/1";
    private static final String BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final StatusListToken LIST = new StatusListToken(
            URI, Bureau.NOW, null, null, StatusList.of(2, 1024).with(3, StatusList.INVALID));
    private static final PaperLicence PAPER = new PaperLicence(
            LicenceId.make(Bureau.TYPE, Bureau.CODE, "330106202611210012", 1),
            LocalDate.of(2026, 11, 20),
            LocalDate.of(2026, 11, 21),
            LicenceDraft.UNLIMITED,
            List.of(new Holder("张三", null, null)),
            Map.of("KZ_MJ", "89.50"),
            new StatusReference(URI, 0));

    @Test
    @Tag("fuzz")
    void no_bent_status_list_token_passes() {
        String token = LIST.sign(KEY);
        bent(token.getBytes(StandardCharsets.ISO_8859_1), octets -> {
            String bent = new String(octets, StandardCharsets.ISO_8859_1);
            assertThat(StatusListToken.verify(bent, request(1 << 20)).verdict()).isEqualTo(Verdict.FAILED);
        });
    }

    @Test
    @Tag("fuzz")
    void no_bent_zlib_does_more_than_be_refused() {
        bent(LIST.list().deflate(), octets -> onlyMalformed(() -> StatusList.inflate(2, octets, 4096)));
    }

    @Test
    @Tag("fuzz")
    void no_bent_bundle_does_more_than_be_refused() {
        byte[] bundle = StatusBundle.of(List.of(LIST.sign(KEY))).write();
        bent(bundle, octets -> onlyMalformed(() -> StatusBundle.read(octets)));
    }

    /** Base45, zlib, CBOR and COSE, one inside the other. */
    @Test
    @Tag("fuzz")
    void no_bent_text_of_a_code_passes() {
        PaperLicenceVerifier verifier = papers();
        String text = Bureau.paperWriter(KEY).write(PAPER);
        assertThat(verifier.verify(text).verdict()).isEqualTo(Verdict.PASSED);
        Random random = new Random(45);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder bent = new StringBuilder(text);
            for (int times = random.nextInt(4); times >= 0; times--) {
                bend(bent, random);
            }
            if (!bent.toString().equals(text)) {
                assertThat(verifier.verify(bent.toString()).verdict()).isEqualTo(Verdict.FAILED);
            }
        }
    }

    private static void bend(StringBuilder text, Random random) {
        int place = 4 + random.nextInt(text.length() - 4);
        switch (random.nextInt(3)) {
            case 0 -> text.setCharAt(place, BASE45.charAt(random.nextInt(45)));
            case 1 -> text.deleteCharAt(place);
            default -> text.insert(place, BASE45.charAt(random.nextInt(45)));
        }
    }

    @Test
    @Tag("fuzz")
    void no_bent_picture_does_more_than_be_refused() {
        byte[] png = QrCode.of("ZZ1:" + "0".repeat(60), ErrorCorrection.M).png(1, 300);
        PaperLicenceVerifier verifier = papers();
        bent(png, octets -> onlyMalformed(() -> verifier.verifyPicture(octets)));
    }

    /** A list of 16 MiB that cannot be compressed, the largest that a verifier takes, by the hand of a stranger. */
    @Test
    void the_longest_token_of_a_stranger_is_refused_in_little_memory() {
        byte[] noise = new byte[17 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        String payload = Base64Url.encode(("{\"sub\":\"" + URI + "\",\"iat\":1,\"status_list\":{\"bits\":1,\"lst\":\""
                        + Base64Url.encode(noise) + "\"}}")
                .getBytes(StandardCharsets.US_ASCII));
        String token = LIST.sign(STRANGER);
        String forged = token.substring(0, token.indexOf('.') + 1) + payload + token.substring(token.lastIndexOf('.'));

        assertThat(StatusListToken.verify(forged, request(Limits.DEFAULT.statusListOctets()))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    /** 256 MiB of zeros are 1 MiB of zlib. */
    @Test
    void a_signed_bomb_is_refused_at_the_limit() {
        String bomb = Base64Url.encode(zeros(1 << 28));
        String payload = "{\"sub\":\"" + URI + "\",\"iat\":" + Bureau.NOW.getEpochSecond()
                + ",\"status_list\":{\"bits\":8,\"lst\":\"" + bomb + "\"}}";
        String head =
                LIST.sign(KEY).split("\\.", 2)[0] + "." + Base64Url.encode(payload.getBytes(StandardCharsets.US_ASCII));
        String token = head + "." + Base64Url.encode(KEY.sign(head.getBytes(StandardCharsets.US_ASCII)));

        assertThat(StatusListToken.verify(token, request(Limits.DEFAULT.statusListOctets()))
                        .problems())
                .extracting(Check::code)
                .containsExactly("STATUS_LIST_CONTENT");
    }

    @Test
    void a_bundle_of_the_full_size_is_refused_in_little_memory() {
        byte[] octets = new byte[32 * 1024 * 1024];
        Arrays.fill(octets, (byte) '[');
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> StatusBundle.read(octets));

        Arrays.fill(octets, (byte) 'x');
        byte[] start = "{\"format\":\"onevisit-status-bundle\",\"version\":1,\"lists\":[\""
                .getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\"]}".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, octets, 0, start.length);
        System.arraycopy(end, 0, octets, octets.length - end.length, end.length);
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> StatusBundle.read(octets));
    }

    private static byte[] zeros(int count) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        byte[] chunk = new byte[1 << 20];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] packed = new byte[1 << 16];
        for (int left = count; left > 0; left -= chunk.length) {
            deflater.setInput(chunk);
            while (!deflater.needsInput()) {
                out.write(packed, 0, deflater.deflate(packed));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(packed, 0, deflater.deflate(packed));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** Each time another octet or three of {@code seed} changed, cut off or put in. */
    private static void bent(byte[] seed, Consumer<byte[]> reader) {
        Random random = new Random(seed.length);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets =
                    random.nextInt(8) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length + 3)) : seed.clone();
            for (int times = random.nextInt(3); times >= 0 && octets.length > 0; times--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            if (!Arrays.equals(octets, seed)) {
                reader.accept(octets);
            }
        }
    }

    private static void onlyMalformed(Runnable reader) {
        try {
            reader.run();
        } catch (OneVisitException e) {
            assertThat(e).isInstanceOf(MalformedMessageException.class);
        }
    }

    private static PaperLicenceVerifier papers() {
        String list = LIST.sign(KEY);
        return new PaperLicenceVerifier(
                Bureau.trusted(Map.of("k", KEY.verificationKey()), Set.of(Bureau.TYPE)),
                uri -> Optional.of(list),
                Bureau.CLOCK,
                Limits.DEFAULT);
    }

    private static StatusListRequest request(int maxOctets) {
        return new StatusListRequest(
                URI, Bureau.CODE, Map.of("k", KEY.verificationKey()), Bureau.NOW, Duration.ofMinutes(1), maxOctets);
    }
}
