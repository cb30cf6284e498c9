package io.onevisit.examples.sandbox;

import io.onevisit.examples.authority.KeyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the sandbox mints a key for: one key for one use. */
public enum Role {
    /** Signs the platform's replies and pushes. */
    PLATFORM(Organisation.PLATFORM, KeyKind.SM2),
    /** The platform's key of tomorrow, which signs nothing unless {@link PaymentFault#F15_KEY_ROTATION} is on. */
    PLATFORM_NEXT(Organisation.PLATFORM, KeyKind.SM2),
    /** Signs the department's requests. */
    DEPARTMENT(Organisation.DEPARTMENT, KeyKind.SM2),
    /** Signs the department's payment codes. */
    PAYEE(Organisation.DEPARTMENT, KeyKind.SM2),
    /** Signs the department's licences and their status list. */
    LICENCES_SM2(Organisation.DEPARTMENT, KeyKind.SM2),
    /** The same with ES256. */
    LICENCES_ES256(Organisation.DEPARTMENT, KeyKind.P256),
    /** Signs with the department's seal. */
    SEAL_SIGNER(Organisation.DEPARTMENT, KeyKind.SM2),
    /** Makes seals. */
    SEAL_MAKER(Organisation.SEAL_AUTHORITY, KeyKind.SM2),
    /** Signs the licences that citizens of the sandbox hold already. */
    REAL_ESTATE_LICENCES(Organisation.REAL_ESTATE_REGISTRY, KeyKind.SM2),
    /** Signs the bank's requests. */
    BANK(Organisation.BANK, KeyKind.SM2),
    /** Signs the requests of a second bank. */
    SECOND_BANK(Organisation.SECOND_BANK, KeyKind.SM2);

    private final Organisation organisation;
    private final KeyKind kind;

    Role(Organisation organisation, KeyKind kind) {
        this.organisation = organisation;
        this.kind = kind;
    }

    /** Whose key it is. */
    public Organisation organisation() {
        return organisation;
    }

    static List<Role> of(KeyKind kind) {
        return Arrays.stream(values()).filter(role -> role.kind == kind).toList();
    }

    /** Whose key id it is on the wire. */
    static Role ofKeyId(String keyId) {
        return Arrays.stream(values())
                .filter(role -> role.keyId().equals(keyId))
                .findFirst()
                .orElseThrow();
    }

    /** The key id on the wire, and the name of the key's file. */
    public String keyId() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
