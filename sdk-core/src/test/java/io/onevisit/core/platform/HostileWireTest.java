package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of what comes over the wire, over what was genuine and was then bent at random: nothing but the house's
 * exceptions comes out, nothing bent passes for signed, and what was read says the same when it is read again. A failure
 * names its round; the seed is fixed.
 */
class HostileWireTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final URI OFFICE = URI.create("https://a.example/notify");
    private static final String SYNTAX = "\"\\{}[]:,;=()?*- 019eu\u0000\u00ff";
    private static final int EVERY_DAY = 3_000;
    private static final int MANY = 100_000;

    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ES256, "key-1");
    private static final MessageSignatures SIGNATURES =
            new MessageSignatures(KEY, VerificationKeys.of(Map.of("key-1", KEY.verificationKey())), CLOCK);
    private static final RawMessage SIGNED =
            SIGNATURES.sign("POST", OFFICE, Gateway.bytes("{\"type\":\"payment.paid\",\"n\":1.10}"), "D-1");
    private static final RawReply REPLY =
            SIGNATURES.signReply(SIGNED, 200, "application/json", Gateway.bytes("{\"state\":\"OPEN\"}"));

    /** One reader, and genuine texts for it. */
    private record Target(String name, List<String> genuine, Consumer<byte[]> read) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Target> targets() {
        return List.of(
                new Target("json", JSON, HostileWireTest::readJson),
                new Target(
                        "dictionary",
                        List.of("sig=:AAAA:, b=::", "sha-256=:" + "A".repeat(43) + "=:"),
                        octets -> StructuredField.byteSequences("test", text(octets))),
                new Target(
                        "inner list",
                        List.of(
                                SignatureBase.field(SIGNED.headers(), "signature-input"),
                                "a=(\"b\";req;key=\"sig\");c=-1;d"),
                        HostileWireTest::readInnerLists),
                new Target(
                        "charset",
                        List.of("text/plain; charset=gbk", "a;charset=\"GB18030\"", "utf-8"),
                        octets -> DeclaredCharset.utf8(
                                new RawReply(200, Map.of("content-type", List.of(text(octets))), Bytes.of(octets)))),
                envelope("national exchange", new CodeEnvelope("0", "data", Set.of("E-1")), NATIONAL),
                envelope("zhejiang gateway", new CodeEnvelope("00", "datas", Set.of("09")), ZHEJIANG),
                envelope("x-tif gateway", new CodeEnvelope("0", "data", Set.of()), TIF),
                envelope("shandong", new HeadEnvelope(HostileWireTest::opened), SHANDONG));
    }

    private static final List<String> JSON =
            List.of("{\"a\":[1,2.50,-3e7,true,null],\"\u674e\":\"\\ud83d\\ude00\\n\"}", "[[[[]]]]", "\"\\u0000\"");
    private static final List<String> NATIONAL = List.of(
            "{\"code\":\"0\",\"message\":\"\",\"data\":{\"secret\":\"LDh6LJzNCB09fXMknMzXpiw4eiyczQgdPX1zJJzM16ZUfuRMyoXTthzV/Enp8P/V\",\"secretEndTime\":\"1763780645000\"}}",
            "{\"code\":\"E-106\",\"message\":\"\u65e0\u6743\",\"data\":\"\"}");
    private static final List<String> ZHEJIANG = List.of(
            "{\"code\":\"00\",\"msg\":\"\u6210\u529f\",\"datas\":{\"refreshSecret\":\"r\",\"refreshSecretEndTime\":1,\"requestSecret\":\"q\",\"requestSecretEndTime\":2}}",
            "{\"code\":\"00\",\"datas\":\"[{\\\"XM\\\":\\\"\u674e\\\"}]\",\"requestId\":\"r-1\"}");
    private static final List<String> TIF =
            List.of("{\"code\":0,\"msg\":\"ok\",\"data\":\"null\"}", "{\"code\":400001}");

    private static final List<String> SHANDONG = List.of(
            "{\"head\":{\"status\":0,\"message\":\"ok\"},\"data\":{\"certData\":\"7b22\"}}",
            "{\"head\":{\"status\":\"0\"},\"data\":\"5b5d\"}",
            "{\"head\":{\"status\":100,\"message\":\"\u65e0\u6743\"},\"data\":{}}");

    /** A decryption that lets everything through, so that what lies behind it is reached. */
    private static byte[] opened(byte[] ciphertext) {
        return ciphertext;
    }

    private static Target envelope(String name, Envelope envelope, List<String> genuine) {
        return new Target(name, genuine, octets -> {
            for (int status : List.of(200, 403, 500)) {
                Answer answer = envelope.answer("test", new RawReply(status, Map.of(), Bytes.of(octets)), CLOCK);
                if (answer instanceof Answer.Accepted accepted) {
                    Bytes data = accepted.reply().body();
                    readJson(data.toArray());
                    readSecret(data);
                }
            }
        });
    }

    private static void readSecret(Bytes data) {
        try {
            Members members = Members.read(data, "test");
            Secret.end(members, "secretEndTime");
            SharedSecrets.unwrap(Gateway.bytes(NationalGateway.APP_KEY), members.text("secret"));
        } catch (MalformedMessageException e) {
            // as it must be
        }
    }

    private static void readJson(byte[] octets) {
        JsonNode value = StrictJson.read(octets, 10_000, "test");
        byte[] written = StrictJson.write(value);
        assertThat(StrictJson.write(StrictJson.read(written, 100_000, "test"))).isEqualTo(written);
    }

    private static void readInnerLists(byte[] octets) {
        StructuredField.innerLists("test", text(octets)).forEach((label, input) -> {
            String written = label + "=" + input;
            assertThat(StructuredField.innerLists("test", written)).containsEntry(label, input);
        });
    }

    @ParameterizedTest
    @MethodSource("targets")
    void readers_throw_the_house_exceptions_only(Target target) {
        bend(target, EVERY_DAY);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Tag("fuzz")
    void readers_throw_the_house_exceptions_only_over_many_texts(Target target) {
        bend(target, MANY);
    }

    private static void bend(Target target, int rounds) {
        Random random = new Random(17);
        for (int round = 0; round < rounds; round++) {
            byte[] octets = bent(random, target.genuine.get(random.nextInt(target.genuine.size())));
            try {
                target.read.accept(octets);
            } catch (OneVisitException e) {
                // the house's
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + round, e);
            }
        }
    }

    static List<Boolean> sides() {
        return List.of(true, false);
    }

    @ParameterizedTest
    @MethodSource("sides")
    void nothing_bent_passes_for_signed(boolean reply) {
        bendSigned(reply, EVERY_DAY / 3);
    }

    @ParameterizedTest
    @MethodSource("sides")
    @Tag("fuzz")
    void nothing_bent_passes_for_signed_over_many_messages(boolean reply) {
        bendSigned(reply, MANY / 3);
    }

    private static void bendSigned(boolean reply, int rounds) {
        Random random = new Random(54);
        Map<String, List<String>> genuine = reply ? REPLY.headers() : SIGNED.headers();
        List<String> names = List.copyOf(genuine.keySet());
        for (int round = 0; round < rounds; round++) {
            Map<String, List<String>> headers = new TreeMap<>(genuine);
            Bytes body = reply ? REPLY.body() : SIGNED.body();
            int what = random.nextInt(names.size() + 1);
            if (what == names.size()) {
                body = Bytes.of(bent(random, text(body.toArray())));
            } else {
                String line = genuine.get(names.get(what)).get(0);
                headers.put(names.get(what), List.of(text(bent(random, line))));
            }
            boolean same = same(headers, genuine) && body.equals(reply ? REPLY.body() : SIGNED.body());
            Verdict verdict = reply
                    ? SIGNATURES
                            .verifyReply(SIGNED, new RawReply(200, headers, body))
                            .verdict()
                    : SIGNATURES
                            .verify(OFFICE, new RawMessage("POST", OFFICE.toString(), headers, body))
                            .verdict();
            assertThat(verdict).as("round " + round).isEqualTo(same ? Verdict.PASSED : Verdict.FAILED);
        }
    }

    /** What was signed: blanks around a line, and between the members of a list, say nothing. */
    private static boolean same(Map<String, List<String>> headers, Map<String, List<String>> genuine) {
        return genuine.keySet().stream()
                .allMatch(name -> meaning(headers.get(name).get(0))
                        .equals(meaning(genuine.get(name).get(0))));
    }

    private static String meaning(String line) {
        return line.replaceAll("^[ \t]+|[ \t]+$", "")
                .replaceAll(" +", " ")
                .replace("( ", "(")
                .replace(" )", ")")
                .replace("; ", ";");
    }

    /** A text with a few octets changed, put in, left out, doubled or cut off. */
    private static byte[] bent(Random random, String genuine) {
        StringBuilder text =
                new StringBuilder(new String(genuine.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        for (int change = random.nextInt(4); change > 0 && text.length() > 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.insert(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.insert(at, text.substring(at, Math.min(at + random.nextInt(20), text.length())));
                case 4 -> text.setLength(at);
                default -> text.insert(at, "\\ud800");
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
