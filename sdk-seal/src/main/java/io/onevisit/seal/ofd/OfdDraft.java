package io.onevisit.seal.ofd;

import io.onevisit.core.internal.Require;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document to be written (文档).
 *
 * @param title at most 256 characters
 * @param creator the software or office that makes it, at most 128 characters
 * @param created the day it is made
 * @param metadata custom data by name, at most 64; names of at most 64, values of at most 1024 characters
 * @param pages 1 to 200
 * @param attachments at most 64, each name once
 */
public record OfdDraft(
        String title,
        String creator,
        LocalDate created,
        Map<String, String> metadata,
        List<OfdPage> pages,
        List<OfdAttachment> attachments) {
    private static final int MAX_PAGES = 200;
    private static final int MAX_PARTS = 64;

    public OfdDraft {
        requireText(title, "title", 256);
        requireText(creator, "creator", 128);
        Require.present(created, "creation date");
        Require.present(metadata, "metadata").forEach((name, value) -> {
            requireText(name, "metadata name", 64);
            requireText(value, "metadata value", 1024);
        });
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        Require.that(metadata.size() <= MAX_PARTS, "metadata", "must be at most " + MAX_PARTS);
        pages = List.copyOf(Require.present(pages, "pages"));
        Require.that(!pages.isEmpty() && pages.size() <= MAX_PAGES, "pages", "must be 1 to " + MAX_PAGES);
        attachments = List.copyOf(Require.present(attachments, "attachments"));
        Require.that(attachments.size() <= MAX_PARTS, "attachments", "must be at most " + MAX_PARTS);
        long names = attachments.stream().map(OfdAttachment::name).distinct().count();
        Require.that(names == attachments.size(), "attachments", "must each have a name of their own");
    }

    /** Text that XML in UTF-8 can carry. */
    static void requireText(String text, String what, int max) {
        Require.text(text, what, max);
        Require.that(
                StandardCharsets.UTF_8.newEncoder().canEncode(text)
                        && text.chars().noneMatch(c -> c >= 0xfffe),
                what,
                "must be plain Unicode text");
    }
}
