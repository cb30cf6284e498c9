package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Reads names to their last part when they come in. Bouncy Castle does so only when names are compared, and then throws
 * in the midst of a validation.
 */
final class ReadableNames {
    private ReadableNames() {}

    static X500Name of(X500Name name) {
        for (RDN part : name.getRDNs()) {
            if (part.size() == 0 || !IETFUtils.rDNAreEqual(part, part)) {
                throw new MalformedMessageException("name", "has an empty part");
            }
        }
        return name;
    }

    static List<GeneralName> of(GeneralName... names) {
        Stream.of(names).forEach(ReadableNames::read);
        return List.of(names);
    }

    private static void read(GeneralName name) {
        switch (name.getTagNo()) {
            case GeneralName.directoryName -> of(X500Name.getInstance(name.getName()));
            case GeneralName.dNSName, GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
                ((ASN1String) name.getName()).getString();
            case GeneralName.iPAddress ->
                ASN1OctetString.getInstance(name.getName()).getOctets();
            default -> name.getName();
        }
    }
}
