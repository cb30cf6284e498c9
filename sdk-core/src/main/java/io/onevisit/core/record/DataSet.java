package io.onevisit.core.record;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of records that a department shares (数据集), as the catalogue of shared data describes it. A data set is data:
 * {@link #shipped} has the common ones, {@link #readAll} reads a department's own.
 *
 * @param name how the platform knows it, for example {@code population-basic}; lower-case letters, digits and hyphens
 * @param zh its title in Chinese
 * @param en its title in English
 * @param source the department that answers for it
 * @param subjectTypes the types of number it is held under, as {@link io.onevisit.core.id.PartyId#type} names them
 * @param consentRequired true when the person must have agreed
 * @param several true when one person may have several records in it, as with real estate
 * @param fields what it holds, at most 256
 */
public record DataSet(
        String name,
        String zh,
        String en,
        String source,
        Set<String> subjectTypes,
        boolean consentRequired,
        boolean several,
        List<Field> fields) {
    private static final String SHIPPED = "data-sets.json";
    private static final String FORMAT = "data sets";
    private static final int MAX_OCTETS = 4 * 1024 * 1024;
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

    /**
     * The data sets that come with this library: people (population), households, marriage, legal persons, social
     * security, tax, real estate and credit. Their fields are the common core of what such sets hold; which of them a
     * platform shares, it says itself.
     */
    public static List<DataSet> shipped() {
        try (InputStream resource = DataSet.class.getResourceAsStream(SHIPPED)) {
            return readAll(Require.present(resource, SHIPPED).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped data set called {@code name}. */
    public static DataSet shipped(String name) {
        return shipped().stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("data set", "is not among those shipped"));
    }

    /**
     * Reads data sets from JSON: an object whose {@code dataSets} are objects with {@code name, zh, en, source,
     * subjectTypes, consentRequired, several, fields}, each field an object with {@code name, zh, en}.
     *
     * @param json at most 4 MiB, in UTF-8
     * @throws io.onevisit.core.MalformedMessageException when a member is missing or of another form, or a name comes
     *     twice
     */
    public static List<DataSet> readAll(byte[] json) {
        Members file = new Members(StrictJson.readObject(Require.present(json, FORMAT), MAX_OCTETS, FORMAT), FORMAT);
        List<DataSet> sets = file.checked(() -> file.objects("dataSets", DataSet::read));
        if (sets.stream().map(DataSet::name).distinct().count() != sets.size()) {
            throw new MalformedMessageException(FORMAT, "must have names of their own");
        }
        return List.copyOf(sets);
    }

    private static DataSet read(Members set) {
        return new DataSet(
                set.text("name"),
                set.text("zh"),
                set.text("en"),
                set.text("source"),
                Set.copyOf(set.texts("subjectTypes")),
                set.truth("consentRequired"),
                set.truth("several"),
                set.objects("fields", field -> new Field(field.text("name"), field.text("zh"), field.text("en"))));
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
