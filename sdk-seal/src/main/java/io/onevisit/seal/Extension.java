package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a vendor adds of its own (自定义数据), {@code ExtData} of GB/T 38540-2020, 6.1.
 *
 * @param id an object identifier in dotted form, at most 128 characters
 * @param critical true when one who does not know {@code id} must refuse the whole
 * @param value whatever {@code id} says
 */
public record Extension(String id, boolean critical, Bytes value) {
    static final int MAX_EXTENSIONS = 64;

    private static final Pattern IDENTIFIER =
            Pattern.compile("([01]\\.[1-3]?[0-9]|2\\.(0|[1-9][0-9]*))(\\.(0|[1-9][0-9]*))*");

    public Extension {
        Require.text(id, "extension id", DerReader.MAX_IDENTIFIER);
        Require.that(IDENTIFIER.matcher(id).matches(), "extension id", "must be an object identifier");
        Require.present(value, "extension value");
    }

    /** Reads {@code ExtensionDatas}. */
    static List<Extension> readAll(String format, DerReader list) {
        List<Extension> extensions = new ArrayList<>();
        while (list.hasNext()) {
            DerReader extension = list.sequence();
            extensions.add(new Extension(
                    extension.objectIdentifier(), extension.defaultFalse(), Bytes.of(extension.octetString())));
            extension.end();
        }
        if (extensions.size() > MAX_EXTENSIONS) {
            throw new MalformedMessageException(format, "has more than " + MAX_EXTENSIONS + " extensions");
        }
        return List.copyOf(extensions);
    }

    /** {@code ExtensionDatas} in DER. */
    static Bytes encoded(List<Extension> extensions) {
        return Der.sequence(extensions.stream().map(Extension::encoded).toList());
    }

    private Bytes encoded() {
        Bytes type = Der.objectIdentifier(id);
        Bytes content = Der.octetString(value);
        return critical ? Der.sequence(type, Der.trueBoolean(), content) : Der.sequence(type, content);
    }
}
