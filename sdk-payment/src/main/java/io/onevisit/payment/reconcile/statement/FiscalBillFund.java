package io.onevisit.payment.reconcile.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.StatementFormat;
import io.onevisit.payment.reconcile.internal.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;

/**
 * The daily check of non-tax revenue (非税资金对账), {@code wp.outer.account.billfund}, as far as public systems show it: a
 * JSON object with {@code method} and {@code biz_content}, and in that {@code date} (yyyyMMdd), {@code accconfirm_no},
 * {@code count} and {@code translist} of {@code trade_no}, {@code billno} (the payment code) and {@code amount} in yuan,
 * each a text or a number.
 * The count is proved; there is no sum. Other members are left aside. At most 8 MiB: it is a message, not a file.
 *
 * <p>Where an error names a line, it is the place in the list. Immutable and thread-safe.
 */
public final class FiscalBillFund implements StatementFormat {
    private static final String METHOD = "wp.outer.account.billfund";
    private static final int MAX_OCTETS = 8 * 1024 * 1024;
    private static final int MAX_LINES = 100_000;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private final Charset charset;

    private FiscalBillFund(Charset charset) {
        this.charset = charset;
    }

    /**
     * The message as it was sent.
     *
     * @param charset UTF-8, GBK or GB18030
     */
    public static FiscalBillFund in(Charset charset) {
        return new FiscalBillFund(LineReader.known(charset));
    }

    @Override
    public String name() {
        return "fiscal daily check";
    }

    @Override
    public void read(InputStream file, Lines lines) throws IOException {
        Members message = new Members(object(file.readNBytes(MAX_OCTETS + 1)), name());
        Members content = message.object("biz_content");
        refuseUnless(message.text("method").equals(METHOD), "is another method than " + METHOD);
        Instant day = content.value("date", FiscalBillFund::day);
        content.value("accconfirm_no", text -> Require.text(text, "accconfirm_no", 64));
        List<Members> list = content.objects("translist", each -> each);
        refuseUnless(list.size() <= MAX_LINES, "must have at most " + MAX_LINES + " entries");
        refuseUnless(
                content.object().path("count").asText().equals(Integer.toString(list.size())),
                "does not count the " + list.size() + " entries of its list");
        for (int i = 0; i < list.size(); i++) {
            take(i + 1L, list.get(i), day, lines);
        }
    }

    private void take(long number, Members line, Instant day, Lines lines) {
        try {
            String code = scalar(line, "billno");
            Money amount = Money.yuan(scalar(line, "amount"));
            String serial = scalar(line, "trade_no");
            lines.take(number, new Entry(code, code, serial, amount, day, true, CollectionState.COLLECTED));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(name(), "line " + number + " " + e.getMessage());
        }
    }

    /** A text or a number by its digits: both are seen. */
    private static String scalar(Members members, String name) {
        JsonNode value = members.object().path(name);
        Require.that(value.isTextual() || value.isNumber(), name, "must be a text or a number");
        return value.asText();
    }

    private ObjectNode object(byte[] octets) {
        refuseUnless(octets.length <= MAX_OCTETS, "must have at most 8 MiB");
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            return StrictJson.readObject(text.getBytes(StandardCharsets.UTF_8), 2 * MAX_OCTETS, name());
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(name(), "is not " + charset.name());
        }
    }

    private static Instant day(String text) {
        try {
            return LocalDate.parse(text, DATE).atStartOfDay(Columns.ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidValueException("date", "is not on the calendar");
        }
    }

    private void refuseUnless(boolean holds, String reason) {
        if (!holds) {
            throw new MalformedMessageException(name(), reason);
        }
    }
}
