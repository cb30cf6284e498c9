package io.onevisit.examples.verifier;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.onevisit.licence.status.StatusSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Status lists from files (状态列表目录): each {@code *.jwt} in the folder is a signed list. They are found by the address
 * they say they are for; the licence verifier then checks signature, address and age.
 */
public final class StatusFolder implements StatusSource {
    private final Map<String, String> byAddress;

    private StatusFolder(Map<String, String> byAddress) {
        this.byAddress = byAddress;
    }

    /** Reads a folder, or nothing when it is null. Files that are no tokens are left aside. */
    public static StatusFolder read(@Nullable Path folder) throws IOException {
        Map<String, String> byAddress = new HashMap<>();
        if (folder != null) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jwt")) {
                for (Path file : files) {
                    String token = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
                    address(token).ifPresent(address -> byAddress.put(address, token));
                }
            }
        }
        return new StatusFolder(byAddress);
    }

    private static Optional<String> address(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
            return Optional.ofNullable(
                    new JsonMapper().readTree(payload).path("sub").textValue());
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> statusList(String uri) {
        return Optional.ofNullable(byAddress.get(uri));
    }
}
