package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.ZipReader;
import java.util.Locale;

/** A picture that is a whole OFD document (GB/T 33190-2016), looked at from outside: no page is drawn. */
final class OfdPicture {
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final int MAX_EXPANDED = 16 * 1024 * 1024;
    private static final ZipReader.Limits LIMITS = new ZipReader.Limits(MAX_OCTETS, MAX_EXPANDED, 256, 200);
    private static final String ENTRANCE = "OFD.xml";
    private static final Bytes ZIP = Bytes.of(new byte[] {'P', 'K', 3, 4});

    private OfdPicture() {}

    /**
     * Looks at a picture.
     *
     * @throws MalformedMessageException when it is no OFD container of at most 1 MiB, or one that holds another
     */
    static void inspect(Bytes picture) {
        ZipReader zip = ZipReader.open(picture.toArray(), LIMITS);
        require(zip.names().contains(ENTRANCE), "has no OFD.xml");
        XmlReader.read(zip.content(ENTRANCE, MAX_OCTETS), "OFD");
        require(zip.names().stream().noneMatch(name -> isContainer(zip, name)), "holds another document");
    }

    private static boolean isContainer(ZipReader zip, String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".ofd")
                || zip.start(name, ZIP.length()).equals(ZIP);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException("OFD picture", problem);
        }
    }
}
