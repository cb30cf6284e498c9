package io.onevisit.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program installed on this machine says of itself when asked {@code speed sm2}, as OpenSSL and those made from it
 * understand. It counts signatures over 20 octets for ten seconds.
 */
record ProgramSpeed(String program) {
    static final ProgramSpeed OPENSSL = new ProgramSpeed("openssl");
    static final ProgramSpeed GMSSL = new ProgramSpeed("gmssl");

    private static final Pattern RATES =
            Pattern.compile("\\s*256 bits? .*SM2.*s\\s+([0-9.]+)\\s+([0-9.]+)\\s*", Pattern.CASE_INSENSITIVE);

    String verifyId() {
        return program + ".verify";
    }

    String signId() {
        return program + ".sign";
    }

    /** Signing and verifying; empty when there is no such program or it knows no such measurement. */
    List<Measured> measure() throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(program, "speed", "-elapsed", "sm2")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return List.of();
        }
        return read(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The line of rates: seconds for one signature and one verification, then how many of each in a second. */
    List<Measured> read(String output) {
        return output.lines()
                .map(RATES::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(rates -> List.of(measured(signId(), rates.group(1)), measured(verifyId(), rates.group(2))))
                .orElse(List.of());
    }

    private static Measured measured(String id, String perSecond) {
        return new Measured(id, List.of(1e6 / Double.parseDouble(perSecond)), Double.NaN);
    }
}
