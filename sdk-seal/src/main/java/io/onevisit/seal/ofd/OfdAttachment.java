package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;

/**
 * A file that travels inside an OFD document (附件), {@code CT_Attachment} of GB/T 33190-2016, clause 20.
 *
 * @param name unique in its document, at most 128 characters
 * @param format what it is, mostly a media type; at most 128 characters
 * @param content at most 16 MiB
 */
public record OfdAttachment(String name, String format, Bytes content) {
    private static final int MAX_OCTETS = 16 * 1024 * 1024;

    public OfdAttachment {
        OfdDraft.requireText(name, "attachment name", 128);
        OfdDraft.requireText(format, "attachment format", 128);
        Require.that(
                Require.present(content, "attachment").length() <= MAX_OCTETS,
                "attachment",
                "must have at most 16 MiB");
    }
}
