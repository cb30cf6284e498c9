package io.onevisit.examples.verifier;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.licence.status.StatusBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Status lists from files (状态列表目录): a bundle, or a folder in which each {@code *.jwt} is a signed list. Lists are found
 * by the address they say they are for; the licence verifier then checks signature, address and age.
 */
final class StatusFolder {
    private static final int MAX_OCTETS = 32 * 1024 * 1024;

    private StatusFolder() {}

    /**
     * Reads a bundle or a folder, or nothing when it is null. Files in a folder that are no tokens are left aside.
     *
     * @throws MalformedMessageException when the bundle is broken, or two files are for one address
     */
    static StatusBundle read(@Nullable Path path) throws IOException {
        if (path == null) {
            return StatusBundle.of(List.of());
        }
        return Files.isDirectory(path) ? folder(path) : StatusBundle.read(octets(path));
    }

    private static StatusBundle folder(Path folder) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jwt")) {
            for (Path file : files) {
                tokens.add(new String(octets(file), StandardCharsets.ISO_8859_1).strip());
            }
        }
        return StatusBundle.of(tokens.stream().flatMap(StatusFolder::ifToken).toList());
    }

    private static Stream<String> ifToken(String text) {
        try {
            StatusBundle.of(List.of(text));
            return Stream.of(text);
        } catch (MalformedMessageException e) {
            return Stream.empty();
        }
    }

    private static byte[] octets(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_OCTETS + 1);
        }
    }
}
