package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import java.time.Clock;

/** The answer to a pushed message (通用应答): 00000 or 99999, the number that it answers and a sentence. */
final class Answer8001 {
    static final Result TAKEN = new Result("00000", "");

    private static final String NUMBER = "8001";

    private Answer8001() {}

    /** What came of a message. */
    record Result(String code, String information) {}

    static Result failed(String information) {
        return new Result("99999", information);
    }

    static Bytes write(FiscalAccount account, FiscalMessage.Head asked, Clock clock, Result result) {
        String voucher = new XmlText()
                .open("Voucher")
                .put("OriMsgNo", asked.number())
                .put("Result", result.code)
                .put("Information", result.information)
                .close("Voucher")
                .toString();
        FiscalMessage.Head head = new FiscalMessage.Head(
                account.node(),
                account.platformNode(),
                NUMBER,
                MessageId.next(),
                asked.id(),
                FiscalTime.date(clock.instant()));
        Bytes xml = FiscalMessage.write(head, account.division(), voucher);
        return FiscalFrame.seal(NUMBER, xml, account.token()).octets();
    }
}
