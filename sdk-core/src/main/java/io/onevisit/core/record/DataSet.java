package io.onevisit.core.record;

import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of records that a department shares (数据集), as the catalogue of shared data describes it.
 *
 * @param name how the platform knows it, for example {@code population-basic}; lower-case letters, digits and hyphens
 * @param zh its title in Chinese
 * @param en its title in English
 * @param source the department that answers for it
 * @param subjectTypes the types of number it is held under, as {@link io.onevisit.core.id.PartyId#type} names them
 * @param consentRequired true when the person must have agreed
 * @param fields what it holds, at most 256
 */
public record DataSet(
        String name,
        String zh,
        String en,
        String source,
        Set<String> subjectTypes,
        boolean consentRequired,
        List<Field> fields) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,63}");
    private static final int MAX_FIELDS = 256;

    public DataSet {
        Require.that(
                NAME.matcher(Require.present(name, "data set")).matches(),
                "data set",
                "must be named by 2 to 64 lower-case letters, digits and hyphens");
        Require.text(zh, "Chinese title", 128);
        Require.text(en, "English title", 128);
        Require.text(source, "source", 200);
        subjectTypes = Set.copyOf(Require.present(subjectTypes, "subject types"));
        Require.that(!subjectTypes.isEmpty(), "subject types", "must be at least one");
        fields = List.copyOf(Require.present(fields, "fields"));
        Require.that(!fields.isEmpty() && fields.size() <= MAX_FIELDS, "fields", "must be 1 to " + MAX_FIELDS);
        Require.that(names(fields).size() == fields.size(), "fields", "must have names of their own");
    }

    /** The names of all fields. */
    public Set<String> fieldNames() {
        return names(fields);
    }

    private static Set<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One field (数据项).
     *
     * @param name how the platform knows it
     * @param zh its label in Chinese
     * @param en its label in English
     */
    public record Field(String name, String zh, String en) {
        public Field {
            Require.text(name, "field", 64);
            Require.text(zh, "Chinese label", 64);
            Require.text(en, "English label", 64);
        }
    }
}
