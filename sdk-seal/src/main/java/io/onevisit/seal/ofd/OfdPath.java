package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import java.util.Set;

/** Paths inside the container, {@code ST_Loc} of GB/T 33190-2016, table 2; kept without a leading slash. */
final class OfdPath {
    private static final int MAX_LENGTH = 256;
    private static final Set<String> HERE = Set.of("", ".", "./");

    private OfdPath() {}

    /**
     * The file that {@code location} names in the file {@code base}: from the root with a leading slash, else from where
     * {@code base} lies.
     *
     * @throws MalformedMessageException for anything but a plain path; two spellings of one file would mislead
     */
    static String resolve(String base, String location) {
        String spelled = location.strip();
        boolean absolute = spelled.startsWith("/");
        String path = absolute ? spelled.substring(1) : folder(base) + spelled;
        if (!isPlain(path)) {
            throw new MalformedMessageException("OFD location", "is no plain path");
        }
        return path;
    }

    private static boolean isPlain(String path) {
        if (path.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' || c == ':' || c == '%' || Character.isISOControl(c)) {
                return false;
            }
        }
        for (String step : path.split("/", -1)) {
            if (step.isBlank() || step.equals(".") || step.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** The folder that {@code location} names in the file {@code base}, with a slash at the end. */
    static String resolveFolder(String base, String location) {
        String spelled = location.strip();
        if (HERE.contains(spelled)) {
            return folder(base);
        }
        return resolve(base, spelled.endsWith("/") ? spelled.substring(0, spelled.length() - 1) : spelled) + "/";
    }

    /** The path of the folder of {@code file}, with a slash at the end; empty for the root. */
    static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    /** How the file is named from everywhere. */
    static String absolute(String file) {
        return "/" + file;
    }
}
