package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code SES_SealInfo} of GB/T 38540-2020, 6.1, and GM/T 0031: all that the maker of a seal says of it. */
record SealInfo(
        SealVersion version,
        String vendor,
        String id,
        int type,
        String name,
        SignerList signers,
        Instant created,
        Instant validFrom,
        Instant validUntil,
        SealPicture picture,
        List<Extension> extensions) {
    static final int MAX_TYPE = 999;
    static final int MAX_ID = 128;
    static final int MAX_NAME = 256;

    private static final String HEADER_ID = "ES";

    static SealInfo read(DerReader info) {
        DerReader header = info.sequence();
        requireHeader(header.ia5String(16));
        SealVersion version = SealVersion.read(Seal.FORMAT, header);
        String vendor = header.ia5String(MAX_ID);
        header.end();
        String id = info.ia5String(MAX_ID);
        DerReader property = info.sequence();
        SealLayout layout = version.layout();
        SealInfo read = new SealInfo(
                version,
                vendor,
                id,
                property.integer(MAX_TYPE),
                property.utf8String(MAX_NAME),
                layout.readSigners(property),
                layout.readTime(property),
                layout.readTime(property),
                layout.readTime(property),
                SealPicture.read(info.sequence()),
                info.hasNext() ? Extension.readAll(Seal.FORMAT, info.sequence()) : List.of());
        property.end();
        info.end();
        return read;
    }

    private static void requireHeader(String headerId) {
        if (!headerId.equals(HEADER_ID)) {
            throw new MalformedMessageException(Seal.FORMAT, "has another header than ES");
        }
    }

    Bytes encoded() {
        List<Bytes> fields = new ArrayList<>(List.of(header(), Der.ia5String(id), property(), picture.encoded()));
        if (!extensions.isEmpty()) {
            fields.add(Extension.encoded(extensions));
        }
        return Der.sequence(fields);
    }

    private Bytes header() {
        return Der.sequence(Der.ia5String(HEADER_ID), Der.integer(version.number()), Der.ia5String(vendor));
    }

    private Bytes property() {
        SealLayout layout = version.layout();
        List<Bytes> fields = new ArrayList<>(List.of(Der.integer(type), Der.utf8String(name)));
        fields.addAll(layout.signers(signers));
        fields.addAll(List.of(layout.time(created), layout.time(validFrom), layout.time(validUntil)));
        return Der.sequence(fields);
    }
}
