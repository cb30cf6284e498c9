package io.onevisit.core.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The national exchange's side. */
final class NationalGateway extends Gateway {
    static final String APP_KEY = "0123456789abcdef0123456789abcdef";
    static final String STALE = "E-301";

    private static final Pattern MEMBER = Pattern.compile("\"(gjgxjhpt_[a-z]+)\":\"([^\"]*)\"");

    private final Clock clock;
    private final Duration life;

    NationalGateway(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    private String secret() {
        return String.format("%032d", secrets.get());
    }

    @Override
    boolean asksForSecret(RawMessage request) {
        return request.targetUri().endsWith("/sysapi/auth/refreshappsecret");
    }

    @Override
    boolean signed(RawMessage request) {
        boolean asks = asksForSecret(request);
        String expected = hmac(
                asks ? APP_KEY : secret(),
                field(request, asks, "sid") + field(request, asks, "rid") + field(request, asks, "rtime"));
        return expected.equals(field(request, asks, "sign"));
    }

    private static String field(RawMessage request, boolean inBody, String name) {
        if (!inBody) {
            return header(request, "gjgxjhpt_" + name);
        }
        Matcher member = MEMBER.matcher(text(request));
        while (member.find()) {
            if (member.group(1).equals("gjgxjhpt_" + name)) {
                return member.group(2);
            }
        }
        return "";
    }

    @Override
    RawServer.Script refusal() {
        return Wire.unsigned(500, "{\"code\":\"" + STALE + "\",\"message\":\"330106199003073514\",\"data\":\"\"}");
    }

    @Override
    String secretJson(RawMessage request) {
        return "{\"code\":\"0\",\"message\":\"\",\"data\":{\"secret\":\"" + wrap(APP_KEY, secret())
                + "\",\"secretEndTime\":\"" + clock.instant().plus(life).toEpochMilli() + "\"}}";
    }
}
