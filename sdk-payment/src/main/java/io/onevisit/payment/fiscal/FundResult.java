package io.onevisit.payment.fiscal;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the fiscal side says it has found in a day's statement (资金对账结果), {@code wp.account.billfund.confirm}. Nothing
 * proves that it does; compare it with the statement that was handed in, and have a person look at what it refuses.
 *
 * <p>Public code lists in {@code faillist} the refused payments only, or all of them with code 00000 for the others; both
 * are read. It spells the statement's number {@code accconfirm_no} or {@code accountfirm_no}.
 *
 * @param number the statement's (accconfirm_no)
 * @param date the day
 * @param succeeded how many payments agree (succeedcount)
 * @param successes the serial numbers of those that agree, all or none of them, as it lists them
 * @param failures those that do not, each with its code
 */
public record FundResult(String number, LocalDate date, int succeeded, List<String> successes, List<Failure> failures)
        implements FiscalPush {
    static final String METHOD = "wp.account.billfund.confirm";

    private static final int MAX_LINES = 10_000;
    private static final String DONE = "00000";

    public FundResult {
        Require.text(number, "statement number", 64);
        Require.present(date, "date");
        successes = List.copyOf(Require.present(successes, "successes"));
        successes.forEach(serial -> Require.text(serial, "serial number", 64));
        failures = List.copyOf(Require.present(failures, "failures"));
        Require.that(
                succeeded >= 0 && succeeded + (long) failures.size() <= MAX_LINES, "payments", "must be at most 10000");
        Require.that(
                successes.isEmpty() || successes.size() == succeeded,
                "successes",
                "must be all or none of those counted");
    }

    /**
     * A payment that the fiscal side does not agree with.
     *
     * @param serialNumber as the statement has it (trade_no)
     * @param code five digits, or what else a region has; not 00000
     */
    public record Failure(String serialNumber, String code) {
        public Failure {
            Require.text(serialNumber, "serial number", 64);
            Require.text(code, "code", 32);
            Require.that(!code.equals(DONE), "code", "must not be of success");
        }

        /** Why; empty for a code that is not in the table. */
        public Optional<FiscalReason> reason() {
            return FiscalReason.of(code);
        }
    }

    /** One member of the list as it came. */
    private record Listed(String serialNumber, String code) {}

    static FundResult read(Members content) {
        List<Listed> listed = content.objects("faillist", each -> new Listed(each.text("trade_no"), each.text("code")));
        List<String> successes = listed.stream()
                .filter(each -> each.code.equals(DONE))
                .map(Listed::serialNumber)
                .toList();
        List<Failure> failures = listed.stream()
                .filter(each -> !each.code.equals(DONE))
                .map(each -> new Failure(each.serialNumber, each.code))
                .toList();
        int succeeded = (int) content.integer("succeedcount", 0, MAX_LINES);
        require(
                content.integer("failcount", 0, MAX_LINES) == failures.size(),
                "failcount does not count what is listed");
        require(successes.isEmpty() || successes.size() == succeeded, "succeedcount does not count what is listed");
        return new FundResult(number(content), content.value("date", FiscalTime::date), succeeded, successes, failures);
    }

    private static String number(Members content) {
        Optional<String> one = content.optionalText("accconfirm_no");
        Optional<String> other = content.optionalText("accountfirm_no");
        require(one.isEmpty() || other.isEmpty() || one.equals(other), "has two numbers of a statement");
        return one.or(() -> other).orElseGet(() -> content.text("accconfirm_no"));
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException("fiscal push", problem);
        }
    }

    /**
     * Which payments of {@code statement} the fiscal side does not agree with, and why.
     *
     * @throws InvalidValueException when this is about another statement, does not tell of each of its payments once, or
     *     names one that it has not
     */
    public Map<FundStatement.Line, Failure> refusedOf(FundStatement statement) {
        Require.present(statement, "statement");
        Require.that(
                number.equals(statement.number()) && date.equals(statement.date()),
                "statement",
                "must be the one named");
        Require.that(
                succeeded + failures.size() == statement.lines().size(),
                "statement",
                "must have as many payments as were checked");
        Map<String, FundStatement.Line> lines = statement.lines().stream()
                .collect(Collectors.toMap(FundStatement.Line::serialNumber, Function.identity()));
        List<String> named = Stream.concat(successes.stream(), failures.stream().map(Failure::serialNumber))
                .toList();
        Require.that(
                Set.copyOf(named).size() == named.size() && lines.keySet().containsAll(named),
                "statement",
                "must have each payment that is named, and no payment may be named twice");
        return failures.stream()
                .collect(Collectors.toUnmodifiableMap(failure -> lines.get(failure.serialNumber), Function.identity()));
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public String instead() {
        return "与已报送的对账单核对，差异由人工向财政端核实"
                + " / compare it with the statement handed in, and ask the fiscal side about what it refuses";
    }
}
