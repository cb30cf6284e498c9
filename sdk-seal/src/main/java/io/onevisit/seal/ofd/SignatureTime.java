package io.onevisit.seal.ofd;

import io.onevisit.seal.internal.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * {@code SignatureDateTime} of GB/T 33190-2016, 18.2, which leaves its form open: the forms in use, in China's time where
 * none is named. It is the signer's own word, as good as the time inside a seal signature of version 4, and is asked
 * only for a signature that has no time in itself.
 */
final class SignatureTime {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'");
    private static final List<DateTimeFormatter> LOCAL = List.of(
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss"),
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"),
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));

    private SignatureTime() {}

    /** The time that the description at {@code path} tells, in a form that is known. */
    static Optional<Instant> in(OfdContainer container, String path) {
        return container
                .xml(path, "Signature")
                .only("SignedInfo")
                .optional("SignatureDateTime")
                .map(XmlElement::text)
                .flatMap(text -> read(text.strip()));
    }

    static Optional<Instant> read(String text) {
        if (text.endsWith("Z")) {
            return read(text, UTC, ZoneOffset.UTC);
        }
        return LOCAL.stream()
                .flatMap(format -> read(text, format, CHINA).stream())
                .findFirst();
    }

    private static Optional<Instant> read(String text, DateTimeFormatter format, ZoneOffset zone) {
        try {
            return Optional.of(LocalDateTime.parse(text, format).toInstant(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
