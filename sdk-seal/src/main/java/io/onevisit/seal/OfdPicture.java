package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.ZipReader;
import java.util.Locale;

/** A picture that is a whole OFD document (GB/T 33190-2016), looked at from outside: no page is drawn. */
final class OfdPicture {
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final ZipReader.Limits LIMITS = new ZipReader.Limits(MAX_OCTETS, 64L * 1024 * 1024, 1024, 200);
    private static final String ROOT = "OFD.xml";
    private static final Bytes ZIP = Bytes.of(new byte[] {'P', 'K', 3, 4});

    private OfdPicture() {}

    /**
     * Looks at a picture.
     *
     * @throws MalformedMessageException when it is no OFD container of at most 1 MiB, or one that holds another
     */
    static void inspect(Bytes picture) {
        require(picture.length() <= MAX_OCTETS, "has more than 1 MiB");
        ZipReader files = ZipReader.open(picture.toArray(), LIMITS);
        require(files.names().contains(ROOT), "has no OFD.xml");
        XmlReader.read(files.content(ROOT, MAX_OCTETS), "OFD");
        require(files.names().stream().noneMatch(name -> isContainer(files, name)), "holds another document");
    }

    private static boolean isContainer(ZipReader files, String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".ofd")
                || files.start(name, ZIP.length()).equals(ZIP);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException("OFD picture", problem);
        }
    }
}
