package io.onevisit.examples.verifier;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.id.PartyId;
import io.onevisit.licence.Limits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The command line: verifies files and says what was checked. */
public final class Main {
    static final String USAGE = "usage: verifier [--trust DIR] [--trust-age DAYS] [--status DIR] [--at INSTANT]"
            + " [--holder [TYPE:]CODE] [--json] [--lang zh|en] FILE...";

    private static final int UNREADABLE = 3;

    private Main() {}

    /** Exits 0 when every file passed, 1 when one failed, 2 when one is undecided, 3 when one is unreadable. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean chinese = Locale.getDefault().getLanguage().equals("zh");
        System.exit(run(List.of(args), chinese, out, err));
    }

    static int run(List<String> words, boolean chinese, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = Arguments.parse(words, chinese);
            OfflineVerifier verifier = new OfflineVerifier(
                    TrustFolder.read(arguments.trust()),
                    StatusFolder.read(arguments.status()),
                    clock(arguments),
                    arguments.trustAge() == null ? Limits.DEFAULT : Limits.DEFAULT.withTrustAge(arguments.trustAge()),
                    holder(arguments.holder()));
            Printer printer = arguments.json() ? new JsonPrinter(out) : new TextPrinter(out, arguments.chinese());
            return verify(verifier, arguments, printer);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
        } catch (OneVisitException | IOException e) {
            err.println("cannot read what to trust or the status lists: " + e.getMessage());
        }
        return UNREADABLE;
    }

    /** The gravest ending of any file: unreadable over failed over undecided over passed. */
    private static int verify(OfflineVerifier verifier, Arguments arguments, Printer printer) {
        List<Integer> gravity = List.of(0, 2, 1, UNREADABLE);
        int worst = 0;
        for (var file : arguments.files()) {
            Finding finding = verifier.verify(file);
            printer.print(finding);
            worst = gravity.indexOf(finding.exitCode()) > gravity.indexOf(worst) ? finding.exitCode() : worst;
        }
        return worst;
    }

    private static Clock clock(Arguments arguments) {
        return arguments.at() == null ? Clock.systemUTC() : Clock.fixed(arguments.at(), ZoneOffset.UTC);
    }

    private static @Nullable PartyId holder(@Nullable String code) throws UsageException {
        if (code == null) {
            return null;
        }
        int colon = code.indexOf(':');
        try {
            return colon < 0 ? detected(code) : PartyId.parse(code.substring(0, colon), code.substring(colon + 1));
        } catch (InvalidValueException e) {
            throw new UsageException("--holder: " + e.getMessage());
        }
    }

    private static PartyId detected(String code) throws UsageException {
        List<PartyId> candidates = PartyId.detect(code);
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new UsageException(
                candidates.isEmpty()
                        ? "--holder needs an identifier whose check character is right"
                        : "--holder can be of several types; write one of "
                                + candidates.stream()
                                        .map(candidate -> candidate.type() + ":CODE")
                                        .toList());
    }
}
