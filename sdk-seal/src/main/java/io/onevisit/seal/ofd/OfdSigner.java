package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.XmlWriter;
import io.onevisit.seal.internal.ZipWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seals OFD documents (签章), GB/T 33190-2016 clause 18. Each signature protects every file of the document, those of
 * earlier signatures among them; only the list of signatures stays open, so that another seal can follow. What comes out
 * has passed the verifier. Immutable and thread-safe.
 */
public final class OfdSigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final SealVerifier seals;
    private final SealSigner signer;
    private final OfdVerifier verifier;

    /** A signer under the policy of {@code seals}, whose clock gives the time of signing. */
    public OfdSigner(SealVerifier seals) {
        this.seals = Require.present(seals, "seal verifier");
        this.signer = new SealSigner(seals);
        this.verifier = new OfdVerifier(seals);
    }

    /**
     * Adds a signature with {@code seal} to a document.
     *
     * @param ofd the document; seals that are on it already must pass
     * @param seal the seal to be used
     * @param key the signer's SM2 key; its certificate must be in the seal's list
     * @param place where the seal is shown; its picture must lie within that page
     * @return the document with the seal on it
     * @throws io.onevisit.core.MalformedMessageException when {@code ofd} is no OFD document within the limits
     * @throws io.onevisit.core.VerificationFailedException when the seal, the signer or an earlier seal is not good
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer gives no answer
     */
    public Bytes sign(Bytes ofd, Seal seal, SigningKey key, StampPlace place) {
        byte[] octets = Require.present(ofd, "document").toArray();
        OfdStructure document = OfdStructure.read(OfdContainer.open(octets, OfdLimits.standard()));
        SignatureList earlier = SignatureList.read(document);
        if (!earlier.entries().isEmpty()) {
            verifier.verify(octets).orThrow();
        }
        String list =
                document.signatureList().orElseGet(() -> OfdPath.folder(document.rootPath()) + "Signs/Signatures.xml");
        Map<String, Bytes> files = new LinkedHashMap<>(document.files());
        files.put(OfdStructure.ENTRANCE, document.entranceNaming(list));
        files.remove(list);
        SignatureList.Entry entry = nextEntry(earlier, files, list);
        addSignature(files, entry.path(), stamp(document, seal, place), seal, key);
        files.put(list, XmlWriter.write(earlier.with(entry).toXml()));
        Bytes signed = ZipWriter.write(files);
        verifier.verify(signed.toArray()).orThrow();
        return signed;
    }

    private static SignatureFile.Stamp stamp(OfdStructure document, Seal seal, StampPlace place) {
        SealPicture picture = Require.present(seal, "seal").picture();
        List<String> pages = List.copyOf(document.pages().keySet());
        Require.that(Require.present(place, "place").page() <= pages.size(), "place", "must be on a page that exists");
        String page = pages.get(place.page() - 1);
        OfdBox box = new OfdBox(place.x(), place.y(), picture.width(), picture.height());
        Require.that(box.isWithin(document.paper(page)), "place", "must leave the seal within its page");
        return new SignatureFile.Stamp("stamp1", page, box, SignatureFile.Stamp.whole(box));
    }

    /** The first number that neither a signature nor a file of the document has. */
    private static SignatureList.Entry nextEntry(SignatureList earlier, Map<String, Bytes> files, String list) {
        int number = 0;
        while (isTaken("s" + number, earlier) || isFolder(folder(list, number), files)) {
            number++;
        }
        return new SignatureList.Entry("s" + number, SignatureList.SEAL, folder(list, number) + "Signature.xml");
    }

    private static String folder(String list, int number) {
        return OfdPath.folder(list) + "Sign_" + number + "/";
    }

    private static boolean isTaken(String id, SignatureList earlier) {
        return earlier.entries().stream().anyMatch(entry -> entry.id().equals(id));
    }

    private static boolean isFolder(String folder, Map<String, Bytes> files) {
        return files.keySet().stream().anyMatch(path -> path.startsWith(folder));
    }

    private void addSignature(
            Map<String, Bytes> files, String path, SignatureFile.Stamp stamp, Seal seal, SigningKey key) {
        Map<String, Bytes> references = new LinkedHashMap<>();
        files.forEach((file, content) -> references.put(file, SignatureFile.digest(content)));
        String folder = OfdPath.folder(path);
        SignatureFile description = new SignatureFile(
                path,
                SignatureFile.SM2_WITH_SM3,
                SignatureFile.SM3,
                references,
                List.of(stamp),
                folder + "Seal.esl",
                folder + "SignedValue.dat");
        Bytes xml = XmlWriter.write(description.toXml(TIME.format(seals.clock().instant())));
        SealSignature signature = signer.sign(seal, key, xml.toArray(), OfdPath.absolute(path));
        files.put(path, xml);
        files.put(description.sealPath(), seal.encoded());
        files.put(description.valuePath(), signature.encoded());
    }
}
