package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.internal.OpenType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A font (字型), {@code CT_Font} of GB/T 33190-2016, 11.1: by name, to be found where the page is shown, or embedded, so
 * that the page looks the same everywhere. Immutable and thread-safe.
 */
public final class OfdFont {
    private static final double USUAL_ASCENT = 0.88;
    private static final double USUAL_HEIGHT = 1.2;

    private final String name;
    private final Bytes file;
    private final @Nullable OpenType outlines;

    private OfdFont(String name, Bytes file, @Nullable OpenType outlines) {
        OfdDraft.requireText(name, "font", 64);
        this.name = name;
        this.file = file;
        this.outlines = outlines;
    }

    /**
     * A font that is looked up where the page is shown. Text is set as the usual Chinese fonts (宋体, 黑体, 仿宋, 楷体) are
     * cut: ASCII half as wide as high, everything else as wide as high.
     *
     * @param name at most 64 characters
     */
    public static OfdFont named(String name) {
        return new OfdFont(name, Bytes.empty(), null);
    }

    /**
     * A font that travels with the document, whole; every width comes from the font.
     *
     * @param name at most 64 characters
     * @param file an OpenType or TrueType font of at most 32 MiB, no collection; whether its licence covers the use is
     *     the caller's to know
     * @throws InvalidValueException when it is no such font, or says of itself that it may not be embedded
     */
    public static OfdFont embedded(String name, Bytes file) {
        try {
            return new OfdFont(
                    name, file, OpenType.read(Require.present(file, "font file").toArray()));
        } catch (MalformedMessageException e) {
            throw new InvalidValueException("font file", "must be a single OpenType font that may be embedded");
        }
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** The embedded font's octets. */
    public Optional<Bytes> file() {
        return outlines == null ? Optional.empty() : Optional.of(file);
    }

    /** The end of the embedded file's name, by the kind of outlines. */
    String extension() {
        return outlines != null && outlines.isPostscript() ? ".otf" : ".ttf";
    }

    /** True when every character can be shown, as far as is known here. */
    boolean canShow(String text) {
        return outlines == null || text.codePoints().allMatch(outlines::has);
    }

    /** How far the next character stands from this one, in parts of the size. */
    double advance(int codePoint) {
        if (outlines != null) {
            return outlines.width(codePoint);
        }
        return codePoint < 0x80 ? 0.5 : 1;
    }

    /** From the top of a line of text to the line that letters stand on, in parts of the size. */
    double ascent() {
        return outlines == null ? USUAL_ASCENT : outlines.ascent();
    }

    /** How much room a line of text takes from top to bottom, in parts of the size. */
    double height() {
        return outlines == null ? USUAL_HEIGHT : outlines.ascent() + outlines.descent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OfdFont that && name.equals(that.name) && file.equals(that.file);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
