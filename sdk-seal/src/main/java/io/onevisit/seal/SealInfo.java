package io.onevisit.seal;

import io.onevisit.core.MalformedMessageException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

/** {@code SES_SealInfo} of GB/T 38540-2020, 6.1: all that the maker of a seal signs. */
record SealInfo(
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
    static final int VERSION = 4;
    static final int MAX_TYPE = 999;
    static final int MAX_ID = 128;
    static final int MAX_NAME = 256;

    private static final String HEADER_ID = "ES";

    static SealInfo read(DerReader info) {
        DerReader header = info.sequence();
        requireHeader(header.ia5String(16), header.integer(Integer.MAX_VALUE));
        String vendor = header.ia5String(MAX_ID);
        header.end();
        String id = info.ia5String(MAX_ID);
        DerReader property = info.sequence();
        SealInfo read = new SealInfo(
                vendor,
                id,
                property.integer(MAX_TYPE),
                property.utf8String(MAX_NAME),
                SignerList.read(property),
                property.generalizedTime(),
                property.generalizedTime(),
                property.generalizedTime(),
                SealPicture.read(info.sequence()),
                info.hasNext() ? Extension.readAll(Seal.FORMAT, info.sequence()) : List.of());
        property.end();
        info.end();
        return read;
    }

    private static void requireHeader(String headerId, int version) {
        if (!headerId.equals(HEADER_ID)) {
            throw new MalformedMessageException(Seal.FORMAT, "has another header than ES");
        }
        requireVersion(Seal.FORMAT, version);
    }

    /** Version 4 is read; those of GM/T 0031 are known but not read. */
    static void requireVersion(String format, int version) {
        String problem = switch (version) {
            case 1, 2, 3 -> "is of version " + version + " (GM/T 0031-2014), which is not supported";
            case VERSION -> "";
            case 5 -> "is of version 5 (GM/T 0031-2025), which is not supported";
            default -> "is of an unknown version";
        };
        if (!problem.isEmpty()) {
            throw new MalformedMessageException(format, problem);
        }
    }

    ASN1Encodable toAsn1() {
        return new DERSequence(new ASN1Encodable[] {
            new DERSequence(
                    new ASN1Encodable[] {new DERIA5String(HEADER_ID), new ASN1Integer(VERSION), new DERIA5String(vendor)
                    }),
            new DERIA5String(id),
            new DERSequence(new ASN1Encodable[] {
                new ASN1Integer(type),
                new DERUTF8String(name),
                new ASN1Integer(signers.type()),
                signers.toAsn1(),
                time(created),
                time(validFrom),
                time(validUntil)
            }),
            picture.toAsn1()
        });
    }

    static DERGeneralizedTime time(Instant instant) {
        return new DERGeneralizedTime(DerReader.TIME.format(instant.atOffset(ZoneOffset.UTC)));
    }
}
