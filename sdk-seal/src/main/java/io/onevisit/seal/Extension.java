package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/** {@code ExtData} of GB/T 38540-2020, 6.1: what a vendor adds of its own. */
record Extension(String id, boolean critical, Bytes value) {
    private static final int MAX_EXTENSIONS = 64;

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
}
