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
 * that is named but not there is no part of the document; a name that is no plain path is refused. Where readers may take
 * a name for several files, all of them are reached. For one thread.
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

    /** Takes in what {@code base} names; gives the files that are there and have not been met before. */
    List<String> file(String base, String location) {
        return container.findAll(base, location).stream().filter(files::add).toList();
    }

    private boolean file(String path) {
        return container.has(path) && files.add(path);
    }

    /** 7.5: {@code Document.xml} and everything from there on. */
    void document(String path) {
        if (!files.contains(path) && container.has(path)) {
            document(path, container.xml(path, "Document"));
        }
    }

    /** The same of one that has been read: {@code root} is what {@code path} holds. */
    void document(String path, XmlElement root) {
        if (!file(path)) {
            return;
        }
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
        file(base, location).forEach(this::resources);
    }

    private void resources(String path) {
        XmlElement root = container.xml(path, "Res", "Content");
        String location = root.attribute("BaseLoc").orElse("");
        List<String> folders =
                List.of(OfdPath.resolveFolder(path, location), OfdPath.resolveFolder("", location), path);
        for (XmlElement kind : root.children()) {
            for (XmlElement resource : kind.children()) {
                resource.all("MediaFile").forEach(media -> resource(folders, media.text()));
                resource.all("FontFile").forEach(font -> resource(folders, font.text()));
                resource.attribute("Profile").ifPresent(profile -> resource(folders, profile));
            }
        }
    }

    /** Some writers spell a resource from the list or the root and not from its folder. */
    private void resource(List<String> folders, String location) {
        folders.forEach(folder -> file(folder, location));
    }

    /** Clauses 15 to 20: a file that lists others. */
    private void list(String base, Optional<XmlElement> location, String root, String item, List<String> names) {
        if (location.isEmpty()) {
            return;
        }
        for (String path : file(base, location.get().text())) {
            for (XmlElement listed : container.xml(path, root, "Data").all(item)) {
                names.forEach(name -> listed.all(name).forEach(file -> file(path, file.text())));
            }
        }
    }
}
