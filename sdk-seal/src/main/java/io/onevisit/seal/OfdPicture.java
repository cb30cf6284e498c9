package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.ZipReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** A picture that is a whole OFD document (GB/T 33190-2016), looked at from outside: no page is drawn. */
final class OfdPicture {
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private OfdPicture() {}

    /**
     * Looks at a picture.
     *
     * @throws MalformedMessageException when it is no OFD container of at most 1 MiB, or one that holds another
     */
    static void inspect(Bytes picture) {
        require(picture.length() <= MAX_OCTETS, "has more than 1 MiB");
        Map<String, Bytes> files = ZipReader.read(picture.toArray());
        XmlReader.read(files.getOrDefault("OFD.xml", Bytes.empty()), "OFD");
        require(files.entrySet().stream().noneMatch(OfdPicture::isContainer), "holds another document");
    }

    private static boolean isContainer(Map.Entry<String, Bytes> file) {
        byte[] octets = file.getValue().toArray();
        return file.getKey().toLowerCase(Locale.ROOT).endsWith(".ofd")
                || Arrays.equals(Arrays.copyOf(octets, Math.min(octets.length, ZIP.length)), ZIP);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException("OFD picture", problem);
        }
    }
}
