package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.Charset;

/**
 * What the fiscal side pushes in the JSON form (财政端推送). The form has no MAC, no signature and no key, so anybody who
 * reaches the address can send it: none of it ever counts as verified, and nothing is to be booked by it.
 *
 * <p>Source: the public non-tax system {@code com.xcmis.feefax}, which sends these over plain HTTP, and the public client
 * {@code com.sun.msg}.
 */
public sealed interface FiscalPush permits BillNotice, FundResult {
    /**
     * Reads a push, the raw octets of an HTTP request. That it can be read proves nothing about who sent it.
     *
     * @param message at most 1 MiB
     * @param charset UTF-8 or GBK, as the platform has it
     * @throws MalformedMessageException when it is not of its form or of another method; the error names the method only
     *     if it is one
     */
    static FiscalPush readWithoutVerification(Bytes message, Charset charset) {
        Require.present(message, "message");
        Members push = JsonLine.read(message, JsonLine.known(charset), "fiscal push");
        String method = push.text("method");
        Members content = push.object("biz_content");
        return push.checked(() -> switch (method) {
            case BillNotice.METHOD -> BillNotice.read(content);
            case FundResult.METHOD -> FundResult.read(content);
            default -> throw new MalformedMessageException("fiscal push", "is of a method that is not known here");
        });
    }

    /**
     * Checks a push and refuses it: at best the verdict is INDETERMINATE, since who sent it cannot be checked. The check
     * {@code FISCAL_JSON_SENDER} says what to do instead. Nothing is thrown for octets from outside.
     *
     * @param message raw octets
     * @param charset UTF-8 or GBK
     */
    static Report<FiscalPush> verify(Bytes message, Charset charset) {
        Checks checks = new Checks();
        try {
            FiscalPush push = readWithoutVerification(message, charset);
            checks.that(FiscalRules.JSON_FORM, true);
            checks.undecided(FiscalRules.JSON_SENDER, push.instead());
            return checks.report(push);
        } catch (MalformedMessageException e) {
            checks.that(FiscalRules.JSON_FORM, false, null, e.getMessage());
            return checks.report(null);
        }
    }

    /** What to do instead of believing it, in Chinese and English. */
    String instead();

    /** The name of its method: {@code wp.bill.sync}. */
    String method();

    /**
     * The answer that the fiscal side waits for: that the octets have arrived, code 10000. It says nothing about what was
     * done. It is of ASCII, and so the same in UTF-8 and GBK.
     */
    default Bytes answer() {
        var answer = StrictJson.object();
        answer.putObject(JsonLine.response(method())).put("code", "10000");
        return Bytes.of(StrictJson.write(answer));
    }
}
