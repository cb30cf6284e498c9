package io.onevisit.examples.sandbox;

import io.onevisit.core.id.CreditCode;
import io.onevisit.payment.qr.CodeAddress;
import io.onevisit.payment.qr.PaymentQr;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Payment codes on paper, and what is pasted over them. */
final class Stickers {
    private static final CodeAddress ADDRESS = new CodeAddress(Sandbox.CODE_ADDRESS);

    private final Faults faults;
    private final Keyring keyring;
    private final Clock clock;

    Stickers(Faults faults, Keyring keyring, Clock clock) {
        this.faults = faults;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** What a scanner reads where {@code code} was printed: that, signed by its payee, or a sticker over it. */
    String scan(PaymentQr code) {
        String printed = code.sign(keyring.key(Role.PAYEE), ADDRESS);
        if (strikes("overlay")) {
            return overlay(code).sign(keyring.key(Role.SECOND_BANK), ADDRESS);
        }
        if (strikes("changed")) {
            return printed.replaceFirst("a=", "a=1");
        }
        if (strikes("foreign")) {
            return "weixin://wxpay/bizpayurl?pr=8aQcMxf";
        }
        return strikes("stale") ? stale(code).sign(keyring.key(Role.PAYEE), ADDRESS) : printed;
    }

    private boolean strikes(String sticker) {
        return faults.strikes(PaymentFault.F38_BAD_QR, sticker);
    }

    private static PaymentQr overlay(PaymentQr code) {
        return new PaymentQr(
                code.code(), code.amount(), CreditCode.parse(Organisation.SECOND_BANK.code()), code.expires());
    }

    private PaymentQr stale(PaymentQr code) {
        return new PaymentQr(
                code.code(),
                code.amount(),
                code.payee(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1)));
    }
}
