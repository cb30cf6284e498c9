package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlElement;
import io.onevisit.seal.internal.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the next signature of a document goes (GB/T 33190-2016, 18.1): a folder that is free and a number above every
 * number that the list has used.
 *
 * @param listPath of {@code Signatures.xml}
 * @param list what it says so far
 * @param folder of the new signature
 * @param number of the new signature; its stamps have the numbers that follow
 */
record NextSignature(String listPath, XmlElement list, String folder, int number) {
    private static final String MAX_ID = "MaxSignId";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}$");

    static NextSignature in(OfdStructure document) {
        Optional<String> existing = document.signatureList();
        String listPath = existing.orElse(OfdPath.folder(document.rootPath()) + "Signs/Signatures.xml");
        if (existing.isEmpty() && document.container().has(listPath)) {
            throw new MalformedMessageException(
                    "OFD document", "has a list of signatures that its entrance does not name");
        }
        XmlElement list =
                existing.map(path -> document.xml(path, "Signatures")).orElseGet(() -> XmlElement.of("Signatures"));
        return new NextSignature(listPath, list, freeFolder(document, OfdPath.folder(listPath)), 1 + maxNumber(list));
    }

    private static String freeFolder(OfdStructure document, String signs) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> signs + "Sign_" + i + "/")
                .filter(folder -> document.container().names().stream().noneMatch(path -> path.startsWith(folder)))
                .findFirst()
                .orElseThrow();
    }

    private static int maxNumber(XmlElement list) {
        Stream<String> ids = list.all("Signature").stream().map(signature -> signature.requiredAttribute("ID"));
        Stream<String> max = list.optional(MAX_ID).stream().map(XmlElement::text);
        return Stream.concat(ids, max).mapToInt(NextSignature::number).max().orElse(0);
    }

    private static int number(String id) {
        Matcher number = NUMBER.matcher(id.strip());
        return number.find() ? Integer.parseInt(number.group()) : 0;
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "s%03d", number);
    }

    String path() {
        return folder + "Signature.xml";
    }

    String sealPath() {
        return folder + "Seal.esl";
    }

    String valuePath() {
        return folder + "SignedValue.dat";
    }

    /** The ID of the stamp that follows {@code stamps} others. */
    String stampId(int stamps) {
        return id(number + 1 + stamps);
    }

    /** The list with this signature at its end; whatever else it says stays. */
    Bytes listWith(int stamps) {
        List<XmlElement> children = new ArrayList<>();
        children.add(XmlElement.ofText(MAX_ID, id(number + stamps)));
        list.children().stream().filter(child -> !child.name().equals(MAX_ID)).forEach(children::add);
        children.add(XmlElement.of("Signature")
                .with("ID", id(number))
                .with("Type", SignatureList.SEAL)
                .with("BaseLoc", OfdPath.absolute(path())));
        return XmlWriter.write(new XmlElement(list.name(), list.attributes(), children, ""));
    }
}
