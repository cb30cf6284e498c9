package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.StrictText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charset that a reply declares: UTF-8, or one of the Chinese charsets, all of which GB 18030 includes. */
final class DeclaredCharset {
    /** The most that a reply can have in UTF-8: 3 octets for each 2 of GB 18030. */
    static final int MAX_OCTETS = RawMessage.MAX_OCTETS / 2 * 3;

    private static final Pattern DECLARATION = Pattern.compile("charset=\"?([^\";, ]*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CHINESE = Set.of("gb18030", "gbk", "gb2312");

    private DeclaredCharset() {}

    /**
     * The body in UTF-8.
     *
     * @throws MalformedMessageException when another charset is declared, or the body is not of the one declared
     */
    static Bytes utf8(RawReply reply) {
        String line = String.join(";", reply.headers().getOrDefault("content-type", List.of()));
        Matcher declared = DECLARATION.matcher(line);
        String name = declared.find() ? declared.group(1).toLowerCase(Locale.ROOT) : "utf-8";
        if (name.equals("utf-8") || name.equals("utf8")) {
            return reply.body();
        }
        if (!CHINESE.contains(name)) {
            throw new MalformedMessageException("reply", "is of a charset not known here");
        }
        return StrictText.of(reply.body().toArray(), Charset.forName("GB18030"))
                .map(text -> Bytes.of(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new MalformedMessageException("reply", "is not of the charset it declares"));
    }
}
