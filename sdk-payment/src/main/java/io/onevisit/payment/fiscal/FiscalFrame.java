package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One message as it goes over the wire (报文): {@code LEN(8) CNNONTAX 1.0 MsgNo(4) XML MAC(64)}. LEN counts all octets,
 * itself too, is left-aligned and filled with blanks; MAC is SHA-256 over token and XML in hexadecimal digits of either
 * case. Nothing of a frame is to be believed before {@link #isSealedBy}.
 *
 * <p>Source: frames printed in the public code of real-estate registration in Jiangsu ({@code cn.gtmap.realestate},
 * NantongSfServiceImpl); the specification 《政府非税收入收缴电子化管理接口报文规范》 is not published as a whole.
 *
 * @param messageNumber four digits
 * @param xml the octets that the MAC is over
 * @param mac 64 hexadecimal digits as they came
 */
record FiscalFrame(String messageNumber, Bytes xml, String mac) {
    static final String FORMAT = "CNNONTAX frame";

    private static final int LENGTH = 8;
    private static final int HEAD = 23;
    private static final int MAC = 64;
    private static final Pattern LENGTH_FORM = Pattern.compile("[1-9][0-9]{0,7} {0,7}");
    private static final Pattern MESSAGE_NUMBER = Pattern.compile("[0-9]{4}");
    private static final Pattern MAC_FORM = Pattern.compile("[0-9A-Fa-f]{64}");

    /** The frame of {@code xml} with its MAC in lower case. */
    static FiscalFrame seal(String messageNumber, Bytes xml, Bytes token) {
        return new FiscalFrame(messageNumber, xml, digest(token, xml).toHex());
    }

    private static Bytes digest(Bytes token, Bytes xml) {
        return Bytes.of(Hash.SHA_256.digest(token.toArray(), xml.toArray()));
    }

    /** True when the MAC is of {@code token} and these octets; compared in constant time. */
    boolean isSealedBy(Bytes token) {
        return Bytes.ofHex(mac.toLowerCase(Locale.ROOT)).equals(digest(token, xml));
    }

    /** The frame as it goes over the wire. */
    Bytes octets() {
        String length = String.format(Locale.ROOT, "%-8d", HEAD + xml.length() + MAC);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes((length + "CNNONTAX1.0" + messageNumber).getBytes(US_ASCII));
        frame.writeBytes(xml.toArray());
        frame.writeBytes(mac.getBytes(US_ASCII));
        return Bytes.of(frame.toByteArray());
    }

    /**
     * The one frame that {@code octets} are, but for a line end after it.
     *
     * @throws MalformedMessageException when they are another number of frames, or a broken one
     */
    static FiscalFrame parse(Bytes octets, int maxOctets) {
        InputStream stream = new ByteArrayInputStream(octets.toArray());
        try {
            FiscalFrame frame = read(stream, maxOctets)
                    .orElseThrow(() -> new MalformedMessageException(FORMAT, "is missing: there are no octets"));
            if (firstAfterLineEnd(stream) >= 0) {
                throw new MalformedMessageException(FORMAT, "has octets after its end");
            }
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException("octets in memory can be read", e);
        }
    }

    /**
     * The next frame of a stream, read octet by octet as they arrive, however they were split or joined on the way; a line
     * end before it, which senders put after a frame, is passed over. Empty at the end of the stream.
     *
     * @throws MalformedMessageException when there are octets that are no frame; there is no going on after it
     * @throws IOException of the stream, and nothing else
     */
    static Optional<FiscalFrame> read(InputStream stream, int maxOctets) throws IOException {
        int first = firstAfterLineEnd(stream);
        if (first < 0) {
            return Optional.empty();
        }
        byte[] head = new byte[HEAD];
        head[0] = (byte) first;
        requireWhole(stream.readNBytes(head, 1, HEAD - 1) == HEAD - 1);
        String text = new String(head, US_ASCII);
        int length = length(text.substring(0, LENGTH), maxOctets);
        require(text.startsWith("CNNONTAX", LENGTH), "is not of CNNONTAX");
        require(text.startsWith("1.0", 16), "is of another version than 1.0");
        String messageNumber = text.substring(19);
        require(MESSAGE_NUMBER.matcher(messageNumber).matches(), "has no message number of four digits");
        byte[] rest = stream.readNBytes(length - HEAD);
        requireWhole(rest.length == length - HEAD);
        return Optional.of(frame(messageNumber, rest));
    }

    private static FiscalFrame frame(String messageNumber, byte[] rest) {
        int end = rest.length - MAC;
        String mac = new String(rest, end, MAC, US_ASCII);
        require(MAC_FORM.matcher(mac).matches(), "does not end in a MAC: it is missing, or LEN does not count octets");
        return new FiscalFrame(messageNumber, Bytes.of(rest, 0, end), mac);
    }

    private static int length(String text, int maxOctets) {
        require(LENGTH_FORM.matcher(text).matches(), "does not start with a length");
        int length = Integer.parseInt(text.stripTrailing());
        require(length > HEAD + MAC, "has a length that leaves no room for XML");
        require(length <= maxOctets, "must have at most " + maxOctets + " octets");
        return length;
    }

    /** The first octet that is not of a line end, LF or CR LF; -1 at the end. */
    private static int firstAfterLineEnd(InputStream stream) throws IOException {
        int first = stream.read();
        if (first == '\r') {
            first = stream.read();
            require(first == '\n', "does not start with a length");
        }
        return first == '\n' ? stream.read() : first;
    }

    private static void requireWhole(boolean whole) {
        require(whole, "is cut off");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(FORMAT, problem);
        }
    }

    /** Message number and length; the content may tell of people, the MAC proves it. */
    @Override
    public String toString() {
        return "frame " + messageNumber + " of " + xml;
    }
}
