package io.onevisit.core.crypto;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/**
 * The names allowed below the authorities of a path, RFC 5280 sections 4.2.1.10 and 6.1.4 (g). A name must lie in one
 * permitted subtree of its form for each authority that permits any of that form, and in no excluded one. A constraint
 * of a form that is not understood here refuses every name of that form. For one thread.
 */
final class NameLimits {
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;

    private final List<List<GeneralName>> permitted = new ArrayList<>();
    private final List<GeneralName> excluded = new ArrayList<>();

    /**
     * What one authority says about names below it.
     *
     * @param permitted the bases of the permitted subtrees
     * @param excluded the bases of the excluded ones
     */
    record Constraints(List<GeneralName> permitted, List<GeneralName> excluded) {
        static Constraints of(NameConstraints extension) {
            return new Constraints(bases(extension.getPermittedSubtrees()), bases(extension.getExcludedSubtrees()));
        }

        private static List<GeneralName> bases(GeneralSubtree @Nullable [] subtrees) {
            return subtrees == null
                    ? List.of()
                    : ReadableNames.of(
                            Stream.of(subtrees).map(GeneralSubtree::getBase).toArray(GeneralName[]::new));
        }
    }

    /** Takes over what an authority says. */
    void add(Constraints authority) {
        permitted.add(authority.permitted());
        excluded.addAll(authority.excluded());
    }

    /** True when every name of {@code certificate} is allowed. */
    boolean allow(Certificate certificate) {
        boolean unlimited = permitted.isEmpty() && excluded.isEmpty();
        return unlimited || namesOf(certificate).stream().allMatch(this::allows);
    }

    private boolean allows(GeneralName name) {
        boolean isPermitted = permitted.stream().allMatch(subtrees -> {
            List<GeneralName> sameForm =
                    subtrees.stream().filter(base -> isSameForm(base, name)).toList();
            return sameForm.isEmpty() || sameForm.stream().anyMatch(base -> within(base, name));
        });
        return isPermitted
                && excluded.stream()
                        .filter(base -> isSameForm(base, name))
                        .noneMatch(base -> !isUnderstood(base) || !isComparable(name) || within(base, name));
    }

    /** The subject, its alternative names and, when there are none of these, the e-mail address in the subject. */
    private static List<GeneralName> namesOf(Certificate certificate) {
        X500Name subject = certificate.holder().getSubject();
        List<GeneralName> names = new ArrayList<>(certificate.extensions().alternativeNames());
        if (names.isEmpty()) {
            Stream.of(subject.getRDNs(BCStyle.EmailAddress))
                    .flatMap(rdn -> Stream.of(rdn.getTypesAndValues()))
                    .filter(attribute -> attribute.getType().equals(BCStyle.EmailAddress))
                    .map(AttributeTypeAndValue::getValue)
                    .forEach(address ->
                            names.add(new GeneralName(GeneralName.rfc822Name, IETFUtils.valueToString(address))));
        }
        if (subject.size() > 0) {
            names.add(new GeneralName(subject));
        }
        return names;
    }

    private static boolean isSameForm(GeneralName one, GeneralName other) {
        return one.getTagNo() == other.getTagNo();
    }

    private static boolean isUnderstood(GeneralName base) {
        return switch (base.getTagNo()) {
            case GeneralName.directoryName,
                    GeneralName.dNSName,
                    GeneralName.rfc822Name,
                    GeneralName.uniformResourceIdentifier -> true;
            case GeneralName.iPAddress -> isAddressLength(octets(base).length / 2) && octets(base).length % 2 == 0;
            default -> false;
        };
    }

    /** What cannot be held against a constraint, such as a URI without a host, section 4.2.1.10 has refused. */
    private static boolean isComparable(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.uniformResourceIdentifier -> !hostOf(text(name)).isEmpty();
            case GeneralName.iPAddress -> isAddressLength(octets(name).length);
            default -> true;
        };
    }

    private static boolean isAddressLength(int octets) {
        return octets == IPV4_OCTETS || octets == IPV6_OCTETS;
    }

    private static boolean within(GeneralName base, GeneralName name) {
        return switch (base.getTagNo()) {
            case GeneralName.directoryName -> isDirectoryPrefix(base.getName(), name.getName());
            case GeneralName.dNSName -> isDomainWithin(domain(text(base)), domain(text(name)));
            case GeneralName.rfc822Name -> isMailboxWithin(text(base), text(name));
            case GeneralName.uniformResourceIdentifier -> isUriWithin(domain(text(base)), text(name));
            case GeneralName.iPAddress -> isAddressWithin(octets(base), octets(name));
            default -> false;
        };
    }

    private static boolean isDirectoryPrefix(ASN1Encodable base, ASN1Encodable name) {
        RDN[] prefix = X500Name.getInstance(base).getRDNs();
        RDN[] whole = X500Name.getInstance(name).getRDNs();
        if (prefix.length > whole.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (!IETFUtils.rDNAreEqual(prefix[i], whole[i])) {
                return false;
            }
        }
        return true;
    }

    /** The base itself or anything below it; an empty base is every domain. */
    private static boolean isDomainWithin(String base, String domain) {
        return base.isEmpty() || domain.equals(base) || domain.endsWith(base.startsWith(".") ? base : "." + base);
    }

    /** A base with a local part is that one mailbox, else every mailbox of the hosts it names. */
    private static boolean isMailboxWithin(String base, String mailbox) {
        int at = mailbox.lastIndexOf('@') + 1;
        int baseAt = base.lastIndexOf('@') + 1;
        return isHostWithin(domain(base.substring(baseAt)), domain(mailbox.substring(at)))
                && (baseAt == 0 || base.substring(0, baseAt).equals(mailbox.substring(0, at)));
    }

    private static boolean isUriWithin(String base, String uri) {
        String host = hostOf(uri);
        return !host.isEmpty() && isHostWithin(base, host);
    }

    /** A base with a dot in front is every host below it, else that one host. */
    private static boolean isHostWithin(String base, String host) {
        return base.startsWith(".") ? host.endsWith(base) : host.equals(base);
    }

    private static String hostOf(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host == null ? "" : domain(host);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isAddressWithin(byte[] base, byte[] address) {
        if (base.length != 2 * address.length) {
            return false;
        }
        for (int i = 0; i < address.length; i++) {
            int mask = base[address.length + i];
            if ((base[i] & mask) != (address[i] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String text(GeneralName name) {
        return ((ASN1String) name.getName()).getString();
    }

    /** As domains compare: letters are of either case, and a dot at the end names the same one. */
    private static String domain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > 1 && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static byte[] octets(GeneralName name) {
        return ASN1OctetString.getInstance(name.getName()).getOctets();
    }
}
