package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type of licence (证照类型) as data: what its licences are called and which business fields they carry beside the
 * basic ones of GB/T 36903. Each type has a national standard of its own (C 0xxx); these are made from it.
 *
 * @param code the type code of GB/T 36904: 18 characters of the defining authority, then 3 digits
 * @param nameZh the name in Chinese, as printed on the licence
 * @param nameEn the name in English
 * @param note where code and fields come from
 * @param ages ages in whole years (周岁) that its holders can show to have reached without showing how old they are; at
 *     most 16, each from 1 to 150
 * @param fields the business fields, in the order of the standard; at most 64
 */
public record LicenceType(
        String code, String nameZh, String nameEn, String note, Set<Integer> ages, List<Field> fields) {
    private static final Pattern CODE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}[0-9]{3}");
    private static final String SHIPPED = "licence-types.json";
    private static final String FORMAT = "licence types";
    private static final int MAX_OCTETS = 4 * 1024 * 1024;
    private static final int MAX_AGE = 150;

    /** What the text of a field must be. */
    public enum Kind {
        /** Any text of 1 to 2000 characters. */
        TEXT,
        /** A day, {@code 2026-11-21}. */
        DATE,
        /** A decimal number with at most 30 digits, {@code 89.50}. */
        NUMBER,
        /** A division code of GB/T 2260, {@code 330106}; prefecture and province can be shown without it. */
        DIVISION
    }

    /** Whether the holder decides who sees a field: {@code sd} of the type metadata of SD-JWT VC. */
    public enum Hiding {
        /** Every issuer hides it. */
        ALWAYS,
        /** The issuer hides it, unless its {@link HidingPolicy} leaves it open. */
        ALLOWED,
        /** It stands in the open. */
        NEVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A business field (业务信息项).
     *
     * @param name the claim: {@code KZ_} and 1 to 32 capital letters, digits and underscores
     * @param kind what its text must be
     * @param labelZh what people call it, in Chinese
     * @param labelEn what people call it, in English
     * @param mandatory whether every licence of the type has it
     * @param hiding whether the holder decides who sees it
     */
    public record Field(String name, Kind kind, String labelZh, String labelEn, boolean mandatory, Hiding hiding) {
        private static final Pattern NAME = Pattern.compile("KZ_[A-Z0-9_]{1,32}");
        private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,10})?");

        public Field {
            Require.that(
                    NAME.matcher(Require.present(name, "field name")).matches(),
                    "field name",
                    "must be KZ_ and capital letters, digits or underscores");
            Require.present(kind, "field kind");
            Require.text(labelZh, "field label", 64);
            Require.text(labelEn, "field label", 128);
            Require.present(hiding, "field hiding");
            Require.that(
                    kind != Kind.DIVISION || hiding != Hiding.NEVER, "field hiding", "of a division must not be never");
        }

        /** {@code text}, checked to be of this field's kind. */
        String checked(String text) {
            Require.text(text, name, 2000);
            if (kind == Kind.DATE) {
                requireDate(text);
            }
            if (kind == Kind.NUMBER) {
                Require.that(NUMBER.matcher(text).matches(), name, "must be a decimal number");
            }
            if (kind == Kind.DIVISION) {
                Require.that(isDivision(text), name, "must be a division code");
            }
            return text;
        }

        private static boolean isDivision(String text) {
            try {
                return DivisionCode.parse(text).value().equals(text);
            } catch (InvalidValueException e) {
                return false;
            }
        }

        private void requireDate(String text) {
            try {
                LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new InvalidValueException(name, "must be a day such as 2026-11-21");
            }
        }
    }

    public LicenceType {
        Require.that(
                CODE.matcher(Require.present(code, "licence type")).matches(),
                "licence type",
                "must be 18 characters of a credit code and 3 digits");
        Require.text(nameZh, "licence name", 64);
        Require.text(nameEn, "licence name", 128);
        Require.text(note, "note", 512);
        ages = Set.copyOf(Require.present(ages, "ages"));
        Require.that(
                ages.size() <= 16 && ages.stream().allMatch(age -> age >= 1 && age <= MAX_AGE),
                "ages",
                "must be at most 16, each from 1 to " + MAX_AGE);
        fields = List.copyOf(Require.present(fields, "fields"));
        Require.that(fields.size() <= 64, "fields", "must be at most 64");
        List<String> names = fields.stream()
                .flatMap(field -> Stream.concat(Stream.of(field.name()), DerivedClaims.namesFrom(field).stream()))
                .toList();
        Require.that(Set.copyOf(names).size() == names.size(), "fields", "must have different names");
    }

    /**
     * The types that come with this library: real-estate certificate (不动产权证书), certificate for special operations in
     * construction (建筑施工特种作业操作资格证书), residence permit (居住证).
     */
    public static List<LicenceType> shipped() {
        try (InputStream resource = LicenceType.class.getResourceAsStream(SHIPPED)) {
            return readAll(Require.present(resource, SHIPPED).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads types from JSON: an array of objects with {@code code, nameZh, nameEn, note, ages, fields}, each field an
     * object with {@code name, kind, labelZh, labelEn, mandatory, sd}.
     *
     * @throws MalformedMessageException when a member is missing, unknown or of another form
     */
    public static List<LicenceType> readAll(byte[] json) {
        JsonNode all = StrictJson.read(Require.present(json, FORMAT), MAX_OCTETS, FORMAT);
        if (!all.isArray()) {
            throw new MalformedMessageException(FORMAT, "must be an array");
        }
        List<LicenceType> types = new ArrayList<>();
        try {
            all.forEach(type -> types.add(read(type)));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, String.valueOf(e.getMessage()));
        }
        return List.copyOf(types);
    }

    private static LicenceType read(JsonNode node) {
        Members type = members(node, Set.of("code", "nameZh", "nameEn", "note", "ages", "fields"));
        JsonNode fields = type.object().path("fields");
        if (!fields.isArray()) {
            throw new MalformedMessageException(FORMAT, "fields must be an array");
        }
        List<Field> read = new ArrayList<>();
        fields.forEach(field -> read.add(readField(field)));
        return new LicenceType(
                type.text("code"), type.text("nameZh"), type.text("nameEn"), type.text("note"), ages(type), read);
    }

    private static Set<Integer> ages(Members type) {
        JsonNode ages = type.object().path("ages");
        Set<Integer> read = new HashSet<>();
        for (JsonNode age : ages) {
            if (!age.isIntegralNumber() || !age.canConvertToInt() || !read.add(age.intValue())) {
                throw new MalformedMessageException(FORMAT, "ages must be whole numbers, each once");
            }
        }
        if (!ages.isArray()) {
            throw new MalformedMessageException(FORMAT, "ages must be an array");
        }
        return read;
    }

    private static Field readField(JsonNode node) {
        Members field = members(node, Set.of("name", "kind", "labelZh", "labelEn", "mandatory", "sd"));
        return new Field(
                field.text("name"),
                named(Kind.values(), field.text("kind"), "kind must be text, date, number or division"),
                field.text("labelZh"),
                field.text("labelEn"),
                field.truth("mandatory"),
                named(Hiding.values(), field.text("sd"), "sd must be always, allowed or never"));
    }

    private static Members members(JsonNode node, Set<String> known) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    throw new MalformedMessageException(FORMAT, "an unknown member");
                }
            });
            return new Members(object, FORMAT);
        }
        throw new MalformedMessageException(FORMAT, "must hold objects");
    }

    private static <E extends Enum<E>> E named(E[] values, String name, String problem) {
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedMessageException(FORMAT, problem));
    }

    /**
     * The type as Type Metadata (类型元数据) of SD-JWT VC, section 4: a JSON object that wallets and verifiers anywhere
     * read. In UTF-8.
     */
    public Bytes metadata() {
        return Bytes.of(StrictJson.write(TypeMetadata.of(this)));
    }

    /**
     * Checks the business fields of one licence against this type.
     *
     * @throws InvalidValueException when one is missing, unknown or of the wrong kind; names it, never its value
     */
    void check(Map<String, String> values) {
        for (Field field : fields) {
            String value = values.get(field.name());
            Require.that(value != null || !field.mandatory(), field.name(), "must not be missing");
            if (value != null) {
                field.checked(value);
            }
        }
        Set<String> unknown = new HashSet<>(values.keySet());
        fields.forEach(field -> unknown.remove(field.name()));
        Require.that(unknown.isEmpty(), "fields", "must be fields of the licence type");
    }
}
