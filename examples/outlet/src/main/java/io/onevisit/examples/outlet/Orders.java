package io.onevisit.examples.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Role;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.qr.CodeAddress;
import io.onevisit.payment.qr.PaymentQr;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The payers' codes: ordered at the platform by hand, since this program has no department. */
final class Orders implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\"paymentCode\":\"([^\"]+)\"");

    private final Sandbox sandbox;
    private final HttpPlatform platform;
    private final Instant expires;
    private int count;

    Orders(Sandbox sandbox, Clock clock) {
        this.sandbox = sandbox;
        this.platform = new HttpPlatform(new PlatformSettings(
                sandbox.baseUri(),
                new StrictProfile(
                        sandbox.keyring().key(Role.DEPARTMENT),
                        sandbox.keyring().verificationKeys(Role.PLATFORM)),
                clock));
        this.expires = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(2));
    }

    PaymentCode order(Money amount) {
        String number = "ORDER-" + ++count;
        String body = """
                {"orderNumber":"%s","notifyUri":"http://127.0.0.1:9/inbound","expires":"%s","bill":{"billNumber":"%s",
                 "type":"FEE","caseNumber":"20261121-0001","payer":{"name":"李明轩"},
                 "payee":{"code":"%s","name":"%s","account":"33050161772700000000"},
                 "items":[{"code":"103042701","name":"居住证工本费","unitPrice":{"amount":"%s","currency":"CNY"},"quantity":1}],
                 "total":{"amount":"%s","currency":"CNY"}}}""".formatted(
                        number,
                        expires,
                        number,
                        Organisation.DEPARTMENT.code(),
                        Organisation.DEPARTMENT.displayName(),
                        amount.toPlainString(),
                        amount.toPlainString());
        Call call = Call.write(
                "payment.order", "/v1/payments/orders", Bytes.of(body.getBytes(StandardCharsets.UTF_8)), number);
        return platform.write(call).fold(Orders::code, Orders::none, Orders::none);
    }

    private static PaymentCode code(Reply reply) {
        Matcher found = CODE.matcher(new String(reply.body().toArray(), StandardCharsets.UTF_8));
        return found.find() ? new PaymentCode(found.group(1)) : none(reply);
    }

    private static PaymentCode none(Object ending) {
        throw new IllegalStateException("no payment code: " + ending);
    }

    /** The signed code as the payer shows it. */
    byte[] picture(PaymentCode code, Money amount) {
        PaymentQr content = new PaymentQr(code, amount, CreditCode.parse(Organisation.DEPARTMENT.code()), expires);
        return QrCode.of(
                        content.sign(sandbox.keyring().key(Role.PAYEE), new CodeAddress(Sandbox.CODE_ADDRESS)),
                        ErrorCorrection.M)
                .png(4, 300);
    }

    @Override
    public void close() {
        platform.close();
    }
}
