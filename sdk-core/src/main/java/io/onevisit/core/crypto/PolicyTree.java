package io.onevisit.core.crypto;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Certificate policies along a path, RFC 5280 section 6.1, for a user to whom any policy is welcome and who asks for
 * none. Then only the lowest level of the standard's tree has a say: it is empty or it is not. For one thread.
 */
final class PolicyTree {
    private static final ASN1ObjectIdentifier ANY = new ASN1ObjectIdentifier("2.5.29.32.0");

    /** Each valid policy of the lowest level with its expected policies; empty is the standard's NULL. */
    private Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> level = Map.of(ANY, Set.of(ANY));

    private int explicitPolicy;
    private int policyMapping;
    private int inhibitAny;

    /** Section 6.1.2 (a), (d), (e), (f), for {@code length} certificates below the anchor. */
    PolicyTree(int length) {
        explicitPolicy = length + 1;
        policyMapping = length + 1;
        inhibitAny = length + 1;
    }

    /** Section 6.1.3 (d) to (f). Returns whether the path may go on. */
    boolean process(PolicyExtensions certificate, boolean selfIssued, boolean last) {
        boolean anyCounts = inhibitAny > 0 || (!last && selfIssued);
        level = certificate.policies().map(named -> below(named, anyCounts)).orElse(Map.of());
        return explicitPolicy > 0 || !level.isEmpty();
    }

    private Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> below(
            Set<ASN1ObjectIdentifier> named, boolean anyCounts) {
        Set<ASN1ObjectIdentifier> expected =
                level.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        Predicate<ASN1ObjectIdentifier> isExpected = policy -> expected.contains(policy) || expected.contains(ANY);
        Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> next = new HashMap<>();
        named.stream()
                .filter(policy -> !policy.equals(ANY))
                .filter(isExpected)
                .forEach(policy -> next.put(policy, Set.of(policy)));
        if (named.contains(ANY) && anyCounts) {
            expected.forEach(policy -> next.putIfAbsent(policy, Set.of(policy)));
        }
        return next;
    }

    /** Section 6.1.4 (a), (b), (h) to (j). Returns whether the path may go on. */
    boolean prepareNext(PolicyExtensions certificate, boolean selfIssued) {
        certificate.mappings().forEach(this::map);
        if (!selfIssued) {
            explicitPolicy = Math.max(0, explicitPolicy - 1);
            policyMapping = Math.max(0, policyMapping - 1);
            inhibitAny = Math.max(0, inhibitAny - 1);
        }
        explicitPolicy = least(explicitPolicy, certificate.requireExplicit());
        policyMapping = least(policyMapping, certificate.inhibitMapping());
        inhibitAny = least(inhibitAny, certificate.inhibitAny());
        return certificate.mappings().entrySet().stream()
                .noneMatch(mapping ->
                        mapping.getKey().equals(ANY) || mapping.getValue().contains(ANY));
    }

    private void map(ASN1ObjectIdentifier issuerPolicy, Set<ASN1ObjectIdentifier> subjectPolicies) {
        Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mapped = new HashMap<>(level);
        if (policyMapping == 0) {
            mapped.remove(issuerPolicy);
        } else if (level.containsKey(issuerPolicy) || level.containsKey(ANY)) {
            mapped.put(issuerPolicy, subjectPolicies);
        }
        level = mapped;
    }

    /** Section 6.1.5 (a), (b), (g). Returns whether the policies allow the path. */
    boolean wrapUp(PolicyExtensions certificate) {
        int explicit = Math.max(0, explicitPolicy - 1);
        if (certificate.requireExplicit().equals(OptionalInt.of(0))) {
            explicit = 0;
        }
        return explicit > 0 || !level.isEmpty();
    }

    private static int least(int value, OptionalInt limit) {
        return Math.min(value, limit.orElse(value));
    }
}
