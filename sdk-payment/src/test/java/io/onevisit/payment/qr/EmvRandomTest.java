package io.onevisit.payment.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random codes there and back, and random damage. */
class EmvRandomTest {
    private static final String COMMON = " !#*+-./09:=?@AZaz~";
    private static final String ANY = COMMON + "缴款码éß𠮷";

    private final StringBuilder made = new StringBuilder();
    private Random random = new Random(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_is_written_is_read_again_the_same(long seed) {
        random = new Random(seed);
        int written = 0;
        for (int i = 0; i < 200; i++) {
            List<EmvObject> objects = code();
            try {
                MerchantQr code = MerchantQr.of(objects);
                MerchantQr read = MerchantQr.read(code.text()).report().orThrow();
                assertThat(read).isEqualTo(code);
                assertThat(read.objects().subList(1, read.objects().size() - 1)).isEqualTo(objects);
                written++;
            } catch (VerificationFailedException e) {
                assertThat(e.report().problems())
                        .allMatch(problem -> problem.code().equals("MPM_BOUND"));
            }
        }
        assertThat(written).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void the_writer_finds_what_the_reader_finds_in_the_same_place(long seed) {
        random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            List<EmvObject> objects = code();
            for (int faults = random.nextInt(4); faults > 0; faults--) {
                spoil(objects);
            }
            List<Check> read = MerchantQr.read(sealed(objects)).problems();
            assertThat(problemsOfWriting(objects)).isEqualTo(read);
            refused += read.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(100, 299);
    }

    private void spoil(List<EmvObject> objects) {
        int at = random.nextInt(objects.size());
        EmvObject object = objects.get(at);
        switch (random.nextInt(4)) {
            case 0 -> objects.remove(at);
            case 1 -> objects.add(random.nextInt(objects.size()), object);
            case 2 -> objects.set(at, new EmvObject(object.id(), text(ANY, 30)));
            default -> objects.set(at, new EmvObject(pick("01", "55", "65", "62", "64", "80", "26"), object.value()));
        }
    }

    private static List<Check> problemsOfWriting(List<EmvObject> objects) {
        try {
            MerchantQr.of(objects);
            return List.of();
        } catch (VerificationFailedException e) {
            return e.report().problems();
        }
    }

    private static String sealed(List<EmvObject> objects) {
        return EmvVector.sealed("000201" + EmvText.of(objects) + "6304");
    }

    private List<EmvObject> code() {
        List<EmvObject> objects = new ArrayList<>(List.of(
                new EmvObject("52", digits(4)),
                new EmvObject("53", pick("156", "344", "392", "048")),
                new EmvObject("58", pick("CN", "HK", "JP")),
                new EmvObject("59", text(COMMON, 25)),
                new EmvObject("60", text(COMMON, 15)),
                new EmvObject("0" + (2 + random.nextInt(8)), text(COMMON, 99))));
        maybe(objects, new EmvObject("01", pick("11", "12")));
        maybe(objects, new EmvObject("54", pick("1", "0.01", "98.", "9999999999.99")));
        maybe(objects, new EmvObject("61", text(COMMON, 10)));
        maybe(
                objects,
                EmvObject.template("62", new EmvObject("01", text(ANY, 25)), new EmvObject("09", pick("A", "ME"))));
        maybe(objects, new LocalName("zh", text(ANY, 25), random.nextBoolean() ? text(ANY, 15) : null).toObject());
        maybe(objects, template(26 + random.nextInt(26)));
        maybe(objects, template(80 + random.nextInt(20)));
        switch (random.nextInt(4)) {
            case 0 -> objects.add(new EmvObject("55", "01"));
            case 1 -> objects.addAll(List.of(new EmvObject("55", "02"), new EmvObject("56", "1.5")));
            case 2 -> objects.addAll(List.of(new EmvObject("55", "03"), new EmvObject("57", "12.5")));
            default -> {}
        }
        Collections.shuffle(objects, random);
        return objects;
    }

    private EmvObject template(int id) {
        return EmvObject.template(
                String.valueOf(id), new EmvObject("00", text(COMMON, 32)), new EmvObject("07", text(COMMON, 40)));
    }

    private void maybe(List<EmvObject> objects, EmvObject object) {
        if (random.nextInt(3) == 0) {
            objects.add(object);
        }
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private String digits(int length) {
        return "%0".concat(length + "d").formatted(random.nextInt(10_000));
    }

    private String text(String alphabet, int max) {
        int[] characters = alphabet.codePoints().toArray();
        made.setLength(0);
        for (int length = 1 + random.nextInt(max); length > 0; length--) {
            made.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return made.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void a_damaged_code_is_refused_or_read_as_it_stands(long seed) {
        damage(seed, 1_500);
    }

    @Test
    @Tag("fuzz")
    void a_million_damaged_codes_are_refused_or_read_as_they_stand() {
        for (long seed = 100; seed < 200; seed++) {
            damage(seed, 10_000);
        }
    }

    private void damage(long seed, int times) {
        random = new Random(seed);
        List<EmvVector> vectors = EmvVector.all();
        byte[] consumer = Base64.getDecoder().decode("hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=");
        for (int i = 0; i < times; i++) {
            readMerchant(damaged(vectors.get(random.nextInt(vectors.size())).text()));
            readConsumer(damaged(consumer.clone()));
        }
    }

    private void readMerchant(String text) {
        MerchantQrScan scan = MerchantQr.read(text);
        assertThat(scan.conformance() == Conformance.VALID)
                .isEqualTo(scan.report().subject().isPresent());
        scan.report().subject().ifPresent(code -> {
            List<EmvObject> objects = code.objects();
            assertThat(MerchantQr.of(objects.subList(1, objects.size() - 1)).text())
                    .isEqualTo(text);
            code.tip();
            code.localName();
            code.additionalData();
        });
    }

    private static void readConsumer(byte[] octets) {
        String text = Base64.getEncoder().encodeToString(octets);
        Report<ConsumerQr> report = ConsumerQr.read(text);
        report.subject().ifPresent(code -> {
            StringBuilder again = new StringBuilder("85054350563031");
            code.applications().forEach(application -> append(again, "61", application));
            if (!code.common().isEmpty()) {
                append(again, "62", code.common());
            }
            assertThat(Bytes.ofHex(again.toString())).isEqualTo(Bytes.of(octets));
        });
    }

    private static void append(StringBuilder text, String tag, List<BerTlv> objects) {
        StringBuilder within = new StringBuilder();
        for (BerTlv object : objects) {
            within.append(object.tag())
                    .append("%02x".formatted(object.value().length()))
                    .append(object.value().toHex());
        }
        text.append(tag).append("%02x".formatted(within.length() / 2)).append(within);
    }

    /** One to three changes, then the right checksum for every other code, so that the rules behind it are met. */
    private String damaged(String text) {
        StringBuilder changed = new StringBuilder(text.substring(0, text.length() - 4));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, ANY.charAt(random.nextInt(ANY.length())));
                default -> changed.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
        }
        return random.nextBoolean()
                ? EmvVector.sealed(changed.toString())
                : changed + text.substring(text.length() - 4);
    }

    private byte[] damaged(byte[] octets) {
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        return octets;
    }
}
