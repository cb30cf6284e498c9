package io.onevisit.payment.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The signed EMV code. Ours are the account template 26 (payee 01, code 02) and the unreserved templates 80 (payee 01, expiry
 * 02, key id 03), 81 and 82 (half a signature each in 01), each with our identifier in 00. The signature is over the text
 * before 81; behind 82 there is the CRC only.
 */
final class SignedEmv {
    static final String GUID = "io.onevisit";

    private static final String FORMAT = "signed EMV code";
    private static final int MAX_KEY_ID = 42;
    private static final int HALF_SIGNATURE = 43;
    private static final List<String> TAIL = List.of("80", "81", "82", "63");
    private static final Pattern EXPIRES = Pattern.compile("[1-9][0-9]{0,11}");

    private SignedEmv() {}

    static String sign(PaymentQr content, SigningKey payeeKey, EmvMerchant merchant) {
        String keyId = payeeKey.keyId();
        Require.that(
                SignedCode.KEY_ID.matcher(keyId).matches() && keyId.length() <= MAX_KEY_ID,
                "key id",
                "must be of at most " + MAX_KEY_ID + " letters, digits and . - _");
        List<EmvObject> objects = contents(content, merchant, keyId);
        String signed = MerchantQr.FORMAT_TEXT + EmvText.of(objects);
        String signature = Base64Url.encode(payeeKey.sign(SignedCode.octets(signed)));
        objects.add(ours("81", signature.substring(0, HALF_SIGNATURE)));
        objects.add(ours("82", signature.substring(HALF_SIGNATURE)));
        return MerchantQr.of(objects).text();
    }

    private static List<EmvObject> contents(PaymentQr content, EmvMerchant merchant, String keyId) {
        String payee = content.payee().value();
        List<EmvObject> objects = new ArrayList<>();
        objects.add(new EmvObject("01", "12"));
        objects.addAll(merchant.accounts());
        objects.add(ours("26", payee, content.code().value()));
        objects.add(new EmvObject("52", merchant.categoryCode()));
        objects.add(new EmvObject("53", Iso4217.numeric(content.amount().currency())));
        objects.add(EmvAmount.object(content.amount()));
        objects.add(new EmvObject("58", merchant.country()));
        objects.add(new EmvObject("59", merchant.name()));
        objects.add(new EmvObject("60", merchant.city()));
        Optional.ofNullable(merchant.localName()).map(LocalName::toObject).ifPresent(objects::add);
        objects.add(ours("80", payee, String.valueOf(content.expires().getEpochSecond()), keyId));
        return objects;
    }

    private static EmvObject ours(String id, String... values) {
        EmvObject[] parts = new EmvObject[values.length + 1];
        parts[0] = new EmvObject("00", GUID);
        for (int i = 0; i < values.length; i++) {
            parts[i + 1] = new EmvObject("0" + (i + 1), values[i]);
        }
        return EmvObject.template(id, parts);
    }

    /** True when one of the accounts or of the unreserved templates has our identifier. */
    static boolean isOurs(MerchantQr code) {
        return code.objects().stream()
                .filter(object -> (object.number() >= 26 && object.number() <= 51) || object.number() >= 80)
                .anyMatch(template -> template.objects().contains(new EmvObject("00", GUID)));
    }

    /** Who is paid by the account, which the template must agree with. */
    static boolean sameAccount(MerchantQr code, CreditCode payee) {
        return values(code, "26", 2).get(0).equals(payee.value());
    }

    /**
     * The code taken apart.
     *
     * @throws MalformedMessageException when a template of ours is missing, misplaced or not of its form
     */
    static SignedCode parse(MerchantQr code) {
        List<String> ids = code.objects().stream().map(EmvObject::id).toList();
        if (ids.size() < TAIL.size()
                || !ids.subList(ids.size() - TAIL.size(), ids.size()).equals(TAIL)) {
            throw malformed("must end in templates 80, 81, 82 and the CRC");
        }
        List<String> account = values(code, "26", 2);
        List<String> signer = values(code, "80", 3);
        String first = values(code, "81", 1).get(0);
        String second = values(code, "82", 1).get(0);
        if (first.length() != HALF_SIGNATURE || second.length() != HALF_SIGNATURE) {
            throw malformed("must have half a signature in 81 and in 82");
        }
        if (!EXPIRES.matcher(signer.get(1)).matches()
                || !SignedCode.KEY_ID.matcher(signer.get(2)).matches()) {
            throw malformed("has an expiry or a key id that is none");
        }
        try {
            PaymentQr content = new PaymentQr(
                    new PaymentCode(account.get(1)),
                    amount(code),
                    CreditCode.parse(signer.get(0)),
                    Instant.ofEpochSecond(Long.parseLong(signer.get(1))));
            Bytes signature = Bytes.of(Base64Url.decode(first + second, FORMAT));
            return new SignedCode(content, null, signer.get(2), signedPart(code), signature);
        } catch (InvalidValueException e) {
            throw malformed("has a part out of its bounds");
        }
    }

    private static Money amount(MerchantQr code) {
        return code.amount().orElseThrow(() -> malformed("must have an amount"));
    }

    private static String signedPart(MerchantQr code) {
        return EmvText.of(code.objects().subList(0, code.objects().size() - 3));
    }

    /** What a template of ours says in 01, 02 and so on, with nothing else in it. */
    private static List<String> values(MerchantQr code, String id, int count) {
        List<EmvObject> parts = code.object(id)
                .orElseThrow(() -> malformed("must have template " + id))
                .objects();
        List<String> values = parts.stream().skip(1).map(EmvObject::value).toList();
        if (values.size() != count
                || !ours(id, values.toArray(String[]::new)).objects().equals(parts)) {
            throw malformed("template " + id + " is not of our form");
        }
        return values;
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException(FORMAT, problem);
    }
}
