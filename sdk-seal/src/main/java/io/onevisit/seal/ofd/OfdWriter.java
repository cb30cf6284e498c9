package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.internal.XmlElement;
import io.onevisit.seal.internal.XmlWriter;
import io.onevisit.seal.internal.ZipWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes an OFD document (生成版式文件), GB/T 33190-2016. The same draft always gives the same octets, its document id
 * among them.
 */
public final class OfdWriter {
    private static final String DOCUMENT = "Doc_0/";
    private static final String DOCUMENT_ROOT = DOCUMENT + "Document.xml";
    private static final Pattern RUN = Pattern.compile("[\\x{0}-\\x{ffff}]+|[\\x{10000}-\\x{10ffff}]");

    private final OfdDraft draft;
    private final Map<String, Bytes> files = new LinkedHashMap<>();
    private final Map<OfdFont, Integer> fonts = new LinkedHashMap<>();
    private final Map<Bytes, Integer> pictures = new LinkedHashMap<>();
    private int lastId;

    private OfdWriter(OfdDraft draft) {
        this.draft = draft;
    }

    /** The document's octets. */
    public static Bytes write(OfdDraft draft) {
        return new OfdWriter(Require.present(draft, "draft")).document();
    }

    private Bytes document() {
        List<XmlElement> pages = new ArrayList<>();
        for (OfdPage page : draft.pages()) {
            String location = "Pages/Page_" + pages.size() + "/Content.xml";
            int id = ++lastId;
            files.put(DOCUMENT + location, XmlWriter.write(page(page)));
            pages.add(XmlElement.of("Page").with("ID", id).with("BaseLoc", location));
        }
        writeResources();
        writeAttachments();
        files.put(DOCUMENT_ROOT, XmlWriter.write(documentRoot(pages)));
        Map<String, Bytes> all = new LinkedHashMap<>();
        all.put("OFD.xml", XmlWriter.write(entrance()));
        all.putAll(files);
        return ZipWriter.write(all);
    }

    /** GB/T 33190-2016, 7.4: {@code OFD.xml}. */
    private XmlElement entrance() {
        List<XmlElement> info = new ArrayList<>();
        info.add(XmlElement.ofText("DocID", documentId()));
        info.add(XmlElement.ofText("Title", draft.title()));
        info.add(XmlElement.ofText("CreationDate", draft.created().toString()));
        info.add(XmlElement.ofText("Creator", draft.creator()));
        if (!draft.metadata().isEmpty()) {
            info.add(XmlElement.of("CustomDatas", customData()));
        }
        XmlElement body =
                XmlElement.of("DocBody", XmlElement.of("DocInfo", info), XmlElement.ofText("DocRoot", DOCUMENT_ROOT));
        return XmlElement.of("OFD", body).with("Version", "1.0").with("DocType", "OFD");
    }

    private List<XmlElement> customData() {
        return draft.metadata().entrySet().stream()
                .map(entry -> XmlElement.ofText("CustomData", entry.getValue()).with("Name", entry.getKey()))
                .toList();
    }

    /** 32 hexadecimal digits that depend on the content alone. */
    private String documentId() {
        Hash.Running digest = Hash.SM3.start();
        files.forEach((name, content) -> {
            byte[] octets = Hash.SM3.digest(content.toArray());
            digest.update(octets, 0, octets.length);
        });
        byte[] about = (draft.title() + '\n' + draft.creator() + '\n' + draft.created() + '\n' + draft.metadata())
                .getBytes(StandardCharsets.UTF_8);
        digest.update(about, 0, about.length);
        return Bytes.of(Arrays.copyOf(digest.finish(), 16)).toHex();
    }

    /** GB/T 33190-2016, 7.5: {@code Document.xml}. */
    private XmlElement documentRoot(List<XmlElement> pages) {
        List<XmlElement> common = new ArrayList<>();
        common.add(XmlElement.ofText("MaxUnitID", Integer.toString(lastId)));
        common.add(area("PageArea", draft.pages().get(0)));
        if (!fonts.isEmpty()) {
            common.add(XmlElement.ofText("PublicRes", "PublicRes.xml"));
        }
        if (!pictures.isEmpty()) {
            common.add(XmlElement.ofText("DocumentRes", "DocumentRes.xml"));
        }
        XmlElement root = XmlElement.of("Document", XmlElement.of("CommonData", common), XmlElement.of("Pages", pages));
        return draft.attachments().isEmpty()
                ? root
                : root.with(XmlElement.ofText("Attachments", "Attachs/Attachments.xml"));
    }

    private static XmlElement area(String name, OfdPage page) {
        OfdBox paper = new OfdBox(0, 0, page.width(), page.height());
        return XmlElement.of(name, XmlElement.ofText("PhysicalBox", paper.toString()));
    }

    /** GB/T 33190-2016, 7.7: the content of a page. */
    private XmlElement page(OfdPage page) {
        int layer = ++lastId;
        List<XmlElement> items = page.items().stream().map(this::item).toList();
        return XmlElement.of(
                "Page",
                area("Area", page),
                XmlElement.of(
                        "Content",
                        XmlElement.of("Layer", items).with("ID", layer).with("Type", "Body")));
    }

    private XmlElement item(OfdPage.Item item) {
        if (item instanceof OfdPage.Text text) {
            return text(text);
        }
        if (item instanceof OfdPage.Line line) {
            return line(line);
        }
        return picture((OfdPage.Picture) item);
    }

    /** GB/T 33190-2016, clause 11. */
    private XmlElement text(OfdPage.Text text) {
        int font = fonts.computeIfAbsent(text.font(), used -> ++lastId);
        return XmlElement.of("TextObject", textCodes(text))
                .with("ID", ++lastId)
                .with("Boundary", text.box())
                .with("Font", font)
                .with("Size", OfdBox.number(text.size()));
    }

    /** Characters beyond the basic plane stand alone: readers disagree on whether they count as one or two. */
    private static List<XmlElement> textCodes(OfdPage.Text text) {
        List<XmlElement> codes = new ArrayList<>();
        Matcher run = RUN.matcher(text.text());
        double x = 0;
        while (run.find()) {
            codes.add(textCode(text, run.group(), x));
            x += run.group().codePoints().mapToDouble(text::advance).sum();
        }
        return codes;
    }

    private static XmlElement textCode(OfdPage.Text text, String run, double x) {
        String advances = run.codePoints()
                .limit(run.length() - 1L)
                .mapToObj(c -> OfdBox.number(text.advance(c)))
                .collect(Collectors.joining(" "));
        XmlElement code = XmlElement.ofText("TextCode", run)
                .with("X", OfdBox.number(x))
                .with("Y", OfdBox.number(text.size() * text.font().ascent()));
        return run.codePointCount(0, run.length()) == 1 ? code : code.with("DeltaX", advances);
    }

    /** GB/T 33190-2016, clause 9. */
    private XmlElement line(OfdPage.Line line) {
        OfdBox box = line.box();
        String path = "M " + OfdBox.number(line.x1() - box.x()) + " " + OfdBox.number(line.y1() - box.y()) + " L "
                + OfdBox.number(line.x2() - box.x()) + " " + OfdBox.number(line.y2() - box.y());
        return XmlElement.of("PathObject", XmlElement.ofText("AbbreviatedData", path))
                .with("ID", ++lastId)
                .with("Boundary", box)
                .with("LineWidth", OfdBox.number(line.thickness()));
    }

    /** GB/T 33190-2016, clause 10: the unit square of a picture is stretched to its size. */
    private XmlElement picture(OfdPage.Picture picture) {
        int resource = pictures.computeIfAbsent(picture.png(), png -> ++lastId);
        return XmlElement.of("ImageObject")
                .with("ID", ++lastId)
                .with("Boundary", picture.box())
                .with("CTM", OfdBox.number(picture.width()) + " 0 0 " + OfdBox.number(picture.height()) + " 0 0")
                .with("ResourceID", resource);
    }

    /** GB/T 33190-2016, 7.9: fonts are of use to every document, pictures to this one. */
    private void writeResources() {
        if (!fonts.isEmpty()) {
            List<XmlElement> all = new ArrayList<>();
            fonts.forEach((font, id) -> all.add(font(font, all.size())
                    .with("ID", id)
                    .with("FontName", font.name())
                    .with("FamilyName", font.name())));
            files.put(DOCUMENT + "PublicRes.xml", resources(XmlElement.of("Fonts", all)));
        }
        if (!pictures.isEmpty()) {
            List<XmlElement> all = new ArrayList<>();
            pictures.forEach((png, id) -> {
                String name = "Picture_" + all.size() + ".png";
                files.put(DOCUMENT + "Res/" + name, png);
                all.add(XmlElement.of("MultiMedia", XmlElement.ofText("MediaFile", name))
                        .with("ID", id)
                        .with("Type", "Image")
                        .with("Format", "PNG"));
            });
            files.put(DOCUMENT + "DocumentRes.xml", resources(XmlElement.of("MultiMedias", all)));
        }
    }

    private XmlElement font(OfdFont font, int number) {
        return font.file()
                .map(octets -> {
                    String name = "Font_" + number + font.extension();
                    files.put(DOCUMENT + "Res/" + name, octets);
                    return XmlElement.of("Font", XmlElement.ofText("FontFile", name));
                })
                .orElseGet(() -> XmlElement.of("Font"));
    }

    private static Bytes resources(XmlElement kind) {
        return XmlWriter.write(XmlElement.of("Res", kind).with("BaseLoc", "Res"));
    }

    /** GB/T 33190-2016, clause 20. Names are the draft's affair, so files are numbered. */
    private void writeAttachments() {
        if (draft.attachments().isEmpty()) {
            return;
        }
        List<XmlElement> all = new ArrayList<>();
        for (OfdAttachment attachment : draft.attachments()) {
            String file = DOCUMENT + "Attachs/Attachment_" + all.size() + ".dat";
            files.put(file, attachment.content());
            all.add(XmlElement.of("Attachment", XmlElement.ofText("FileLoc", OfdPath.absolute(file)))
                    .with("ID", "a" + all.size())
                    .with("Name", attachment.name())
                    .with("Format", attachment.format())
                    .with("Size", OfdBox.number(attachment.content().length() / 1024.0)));
        }
        files.put(DOCUMENT + "Attachs/Attachments.xml", XmlWriter.write(XmlElement.of("Attachments", all)));
    }
}
