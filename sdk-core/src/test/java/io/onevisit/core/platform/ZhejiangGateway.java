package io.onevisit.core.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The Zhejiang gateway's side. */
final class ZhejiangGateway extends Gateway {
    static final String APP_KEY = "A330100000000000001202611";
    static final String APP_SECRET = "APPSECRET0123456789abcdef";
    static final String STALE = "09";

    private final Clock clock;

    ZhejiangGateway(Clock clock) {
        this.clock = clock;
    }

    @Override
    boolean asksForSecret(RawMessage request) {
        return request.targetUri().contains("/gateway/app/");
    }

    @Override
    boolean signed(RawMessage request) {
        Map<String, String> form = form(request);
        String secret = "request" + secrets.get();
        if (request.targetUri().endsWith("/gateway/app/refreshTokenByKey.htm")) {
            secret = APP_SECRET;
        } else if (request.targetUri().endsWith("/gateway/app/refreshTokenBySec.htm")) {
            secret = "refresh" + secrets.get();
        }
        return hex("MD5", form.get("appKey") + secret + form.get("requestTime")).equals(form.get("sign"));
    }

    @Override
    RawServer.Script refusal() {
        return Wire.unsigned(200, "{\"code\":\"" + STALE + "\",\"msg\":\"330106199003073514\",\"datas\":null}");
    }

    @Override
    String secretJson(RawMessage request) {
        int number = secrets.get();
        long now = clock.instant().toEpochMilli();
        return "{\"code\":\"00\",\"msg\":\"\u6210\u529f\",\"data\":\"\",\"datas\":{\"refreshSecret\":\"refresh" + number
                + "\",\"refreshSecretEndTime\":" + (now + Duration.ofDays(2).toMillis())
                + ",\"requestSecret\":\"request" + number + "\",\"requestSecretEndTime\":"
                + (now + Duration.ofMinutes(15).toMillis())
                + "},\"dataCount\":0,\"requestId\":null}";
    }
}
