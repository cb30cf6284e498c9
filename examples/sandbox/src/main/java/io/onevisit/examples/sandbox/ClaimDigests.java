package io.onevisit.examples.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Digests of claims under one salt, as the schema {@code LicenceCompare} of the contract says. */
final class ClaimDigests {
    private final byte[] salt;

    ClaimDigests(String salt) {
        this.salt = Base64.getUrlDecoder().decode(salt);
    }

    String of(String name, String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update((name + '\0' + value).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
