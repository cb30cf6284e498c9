package io.onevisit.licence.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads {@link Requirements}; every member is known or refused. */
final class RequirementsJson {
    private static final String FORMAT = "requirements";
    private static final int MAX_OCTETS = 64 * 1024;

    private RequirementsJson() {}

    static Requirements read(byte[] json) {
        ObjectNode node = StrictJson.readObject(Require.present(json, FORMAT), MAX_OCTETS, FORMAT);
        try {
            Members file =
                    known(new Members(node, FORMAT), "matter", "licences", "records", "ages", "form", "verifiedWithin");
            return new Requirements(
                    file.value("matter", MatterCode::new),
                    list(file, "licences", RequirementsJson::licence),
                    list(file, "records", RequirementsJson::record),
                    list(file, "ages", RequirementsJson::age),
                    list(file, "form", RequirementsJson::formField),
                    file.optionalValue("verifiedWithin", Duration::parse).orElse(Requirements.VERIFIED_WITHIN));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, String.valueOf(e.getMessage()));
        }
    }

    private static RequiredLicence licence(Members licence) {
        known(licence, "type", "fields", "minimumRemaining");
        return new RequiredLicence(
                licence.text("type"), fields(licence), licence.value("minimumRemaining", Period::parse));
    }

    private static RequiredRecord record(Members record) {
        known(record, "dataSet", "fields", "maximumAge");
        return new RequiredRecord(
                record.text("dataSet"),
                fields(record),
                record.optionalValue("maximumAge", Period::parse).orElse(null));
    }

    private static RequiredAge age(Members age) {
        known(age, "birthDate", "minimum", "maximum", "completed", "on");
        return new RequiredAge(
                source(age.object("birthDate")),
                years(age, "minimum", 0),
                years(age, "maximum", RequiredAge.OLDEST),
                birthday(age.text("completed")),
                age.optionalValue("on", LocalDate::parse).orElse(null));
    }

    private static int years(Members age, String name, int otherwise) {
        return age.object().has(name) ? (int) age.integer(name, 0, RequiredAge.OLDEST) : otherwise;
    }

    private static Birthday birthday(String completed) {
        return switch (completed) {
            case "on-the-day" -> Birthday.ON_THE_DAY;
            case "on-the-day-after" -> Birthday.ON_THE_DAY_AFTER;
            default -> throw new MalformedMessageException(FORMAT, "completed must be on-the-day or on-the-day-after");
        };
    }

    private static FormField formField(Members field) {
        known(field, "name", "from");
        return new FormField(field.text("name"), source(field.object("from")));
    }

    private static Source source(Members source) {
        return source.object().has("type")
                ? ofLicence(known(source, "type", "field", "ofAllHolders"))
                : new Source.OfRecord(known(source, "dataSet", "field").text("dataSet"), source.text("field"));
    }

    private static Source ofLicence(Members source) {
        boolean ofAllHolders = source.object().has("ofAllHolders") && source.truth("ofAllHolders");
        return new Source.OfLicence(source.text("type"), source.text("field"), ofAllHolders);
    }

    private static Set<String> fields(Members from) {
        List<String> fields = from.texts("fields");
        Set<String> distinct = Set.copyOf(fields);
        if (distinct.size() < fields.size()) {
            throw new MalformedMessageException(FORMAT, "fields must be named once");
        }
        return distinct;
    }

    private static <T> List<T> list(Members from, String name, Function<Members, T> read) {
        return from.object().has(name) ? from.objects(name, read) : List.of();
    }

    private static Members known(Members members, String... names) {
        Set<String> known = Set.of(names);
        members.object().fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new MalformedMessageException(FORMAT, "an unknown member");
            }
        });
        return members;
    }
}
