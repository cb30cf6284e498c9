package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * A text of PEM blocks, RFC 7468, with a bounded length and number of blocks.
 *
 * @param blocks in the order of the text
 */
record PemText(List<PemObject> blocks) {
    static final String CERTIFICATE = "CERTIFICATE";
    private static final String FORMAT = "PEM";
    private static final int MAX_CHARACTERS = 4 * 1024 * 1024;
    private static final int MAX_BLOCKS = 1024;

    static PemText read(String text) {
        Require.that(
                Require.present(text, FORMAT).length() <= MAX_CHARACTERS,
                FORMAT,
                "must have at most " + MAX_CHARACTERS + " characters");
        List<PemObject> blocks = Asn1.read(FORMAT, () -> readBlocks(new PemReader(new StringReader(text))));
        if (blocks.isEmpty()) {
            throw new MalformedMessageException(FORMAT, "holds no block");
        }
        return new PemText(blocks);
    }

    private static List<PemObject> readBlocks(PemReader reader) throws IOException {
        List<PemObject> blocks = new ArrayList<>();
        for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
            if (blocks.size() == MAX_BLOCKS) {
                throw new MalformedMessageException(FORMAT, "must have at most " + MAX_BLOCKS + " blocks");
            }
            blocks.add(block);
        }
        return blocks;
    }

    void requireOnly(String type) {
        if (!blocks.stream().allMatch(block -> block.getType().equals(type))) {
            throw new MalformedMessageException(FORMAT, "must hold blocks of type " + type + " only");
        }
    }

    List<Certificate> certificates() {
        return blocks.stream()
                .filter(block -> block.getType().equals(CERTIFICATE))
                .map(block -> Certificate.parse(block.getContent()))
                .toList();
    }
}
