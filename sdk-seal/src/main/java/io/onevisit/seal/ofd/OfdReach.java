package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlElement;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks from the root of a body to every file that it shows or carries (GB/T 33190-2016, 7.5 to 7.9 and clauses 15 to
 * 20): pages, templates, resources, annotations, custom tags, attachments and extensions. Each file is read once. A file
 * that is named but not there is no part of the document; a name that is no plain path is refused. For one thread.
 */
final class OfdReach {
    private final OfdContainer container;
    private final Set<String> files = new TreeSet<>();
    private final Map<String, OfdBox> areas = new HashMap<>();

    OfdReach(OfdContainer container) {
        this.container = container;
    }

    /** The files found so far. */
    Set<String> files() {
        return Collections.unmodifiableSet(files);
    }

    /** The paper that a page has of its own. */
    Optional<OfdBox> area(String page) {
        return Optional.ofNullable(areas.get(page));
    }

    /** Takes in a file that {@code base} names; true when it is there and has not been met before. */
    boolean file(String base, String location) {
        return file(OfdPath.resolve(base, location));
    }

    private boolean file(String path) {
        return container.has(path) && files.add(path);
    }

    /** 7.5: {@code Document.xml} and everything from there on. */
    void document(String path) {
        if (!file(path)) {
            return;
        }
        XmlElement root = container.xml(path, "Document");
        XmlElement common = root.only("CommonData");
        common.all("PublicRes").forEach(location -> resources(path, location.text()));
        common.all("DocumentRes").forEach(location -> resources(path, location.text()));
        common.all("TemplatePage").forEach(template -> page(path, template.requiredAttribute("BaseLoc")));
        root.only("Pages").all("Page").forEach(page -> page(path, page.requiredAttribute("BaseLoc")));
        list(path, root.optional("Annotations"), "Annotations", "Page", List.of("FileLoc"));
        list(path, root.optional("CustomTags"), "CustomTags", "CustomTag", List.of("SchemaLoc", "FileLoc"));
        list(path, root.optional("Attachments"), "Attachments", "Attachment", List.of("FileLoc"));
        list(path, root.optional("Extensions"), "Extensions", "Extension", List.of("ExtendData"));
    }

    /** 7.7: a page or a template. */
    private void page(String base, String location) {
        String path = OfdPath.resolve(base, location);
        if (!container.has(path)) {
            throw new MalformedMessageException("OFD document", "lacks a page that it names");
        }
        if (!file(path)) {
            return;
        }
        XmlElement page = container.xml(path, "Page", "Content", "Actions");
        page.optional("Area").ifPresent(area -> areas.put(path, OfdBox.ofArea(area)));
        page.all("PageRes").forEach(resource -> resources(path, resource.text()));
    }

    /** 7.9: fonts, pictures, sounds and colour profiles, from the folder that the list of them names. */
    private void resources(String base, String location) {
        String path = OfdPath.resolve(base, location);
        if (!file(path)) {
            return;
        }
        XmlElement root = container.xml(path, "Res", "Content");
        String folder = OfdPath.resolveFolder(path, root.attribute("BaseLoc").orElse(""));
        for (XmlElement kind : root.children()) {
            for (XmlElement resource : kind.children()) {
                resource.all("MediaFile").forEach(media -> resource(path, folder, media.text()));
                resource.all("FontFile").forEach(font -> resource(path, folder, font.text()));
                resource.attribute("Profile").ifPresent(profile -> resource(path, folder, profile));
            }
        }
    }

    /** Some writers spell a resource from the list and not from its folder; where both are there, both are reached. */
    private void resource(String list, String folder, String location) {
        file(folder, location);
        file(list, location);
    }

    /** Clauses 15 to 20: a file that lists others. */
    private void list(String base, Optional<XmlElement> location, String root, String item, List<String> names) {
        if (location.isEmpty()) {
            return;
        }
        String path = OfdPath.resolve(base, location.get().text());
        if (!file(path)) {
            return;
        }
        for (XmlElement listed : container.xml(path, root, "Data").all(item)) {
            names.forEach(name -> listed.all(name).forEach(file -> file(path, file.text())));
        }
    }
}
