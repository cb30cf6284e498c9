package io.onevisit.licence.delivery.carrier;

import java.util.Base64;

/** SF's signature: Base64 of MD5 over the URL-encoded message, time and checkword (数字签名认证说明). */
final class SfDigest {
    private final String checkword;

    SfDigest(String checkword) {
        this.checkword = checkword;
    }

    String of(String message, String timestamp) {
        return Base64.getEncoder().encodeToString(Md5.of(Form.encode(message + timestamp + checkword)));
    }
}
