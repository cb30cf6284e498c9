package io.onevisit.licence.share;

import io.onevisit.core.MatterCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.platform.Platform;
import java.util.Map;

/**
 * The wording of Shandong's sharing platform (山东省电子证照共享服务), made after GB/T 36906, for platforms spoken to by
 * {@link io.onevisit.core.platform.ShandongProfile}: services {@code queryCertInfoByHolderCode}, {@code queryCertInfo} and
 * {@code verifyCertInfo}. It asks for one type at a time, so each type is a page. It has no service to publish, and none
 * to annotate that gives a signed copy: those are refused with the code {@code not-offered}.
 *
 * <p>The platform gives the data of a licence, not what its issuer signed. A licence passes only where the platform files
 * the token as a field of the type; every other is INDETERMINATE ({@code LICENCES_SIGNED}) and approves nothing.
 *
 * <p>Source: a server and three clients of the interface on GitHub, read in 2026.
 */
public final class ShandongSharing extends SharingProfile {
    static final String NOT_OFFERED = "not-offered";

    private final String systemName;
    private final String tokenField;
    private final Map<MatterCode, String> matterNames;

    /**
     * The wording for one system.
     *
     * @param systemName what the system that asks is called there, at most 64 characters
     * @param tokenField the field of {@code certData} that holds the token
     * @param matterNames the names of the matters that licences are asked for; no others may be
     */
    public ShandongSharing(String systemName, String tokenField, Map<MatterCode, String> matterNames) {
        this.systemName = Require.text(systemName, "system name", 64);
        this.tokenField = Require.text(tokenField, "token field", 64);
        this.matterNames = Map.copyOf(Require.present(matterNames, "matter names"));
        this.matterNames.values().forEach(name -> Require.text(name, "matter name", 200));
    }

    @Override
    LicenceStore on(Platform platform) {
        return new ShandongStore(platform, systemName, tokenField, matterNames);
    }

    @Override
    public String toString() {
        return "Shandong sharing for " + systemName;
    }
}
