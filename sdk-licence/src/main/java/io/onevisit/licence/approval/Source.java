package io.onevisit.licence.approval;

import io.onevisit.core.internal.Require;
import io.onevisit.core.record.IdentityRecord;
import io.onevisit.licence.Holder;
import io.onevisit.licence.Licence;
import java.util.Optional;
import java.util.Set;

/** Where a value comes from (数据来源): always something that the matter needs and that was verified. */
public sealed interface Source {

    /**
     * A field of a record.
     *
     * @param dataSet the data set, by name
     * @param field the field, one that the required record names
     */
    record OfRecord(String dataSet, String field) implements Source {
        public OfRecord {
            Require.text(dataSet, "data set", 64);
            Require.text(field, "field", 64);
        }

        /** The value, when the record has one row and that the field. */
        Optional<String> valueIn(IdentityRecord record) {
            return record.rows().size() == 1
                    ? Optional.ofNullable(record.values().get(field))
                    : Optional.empty();
        }
    }

    /**
     * A field of a licence.
     *
     * @param typeCode the type of the licence
     * @param field a business field that the required licence names, the number {@code ZZBH} or the applicant's name
     *     {@code CZZT}
     * @param ofAllHolders true when the field is about all holders alike or about none, as the address of a house that two
     *     own: only then it is taken from a licence that may have more than one
     */
    record OfLicence(String typeCode, String field, boolean ofAllHolders) implements Source {
        static final String NUMBER = "ZZBH";
        static final String HOLDER_NAME = "CZZT";

        /** The fields that every type has. */
        static final Set<String> COMMON = Set.of(NUMBER, HOLDER_NAME);

        public OfLicence {
            Require.text(typeCode, "licence type", 21);
            Require.text(field, "field", 64);
        }

        /** A field about a person, or about what one holder holds. */
        public OfLicence(String typeCode, String field) {
            this(typeCode, field, false);
        }

        /** True when the value is about the applicant if he is among the holders. */
        boolean isAboutEachHolder(Licence licence) {
            return ofAllHolders || COMMON.contains(field) || licence.hasOneHolder();
        }

        /** The value, when it was disclosed. */
        Optional<String> valueIn(Licence licence, Applicant applicant) {
            return switch (field) {
                case NUMBER -> Optional.ofNullable(licence.number());
                case HOLDER_NAME ->
                    licence.holders().stream().filter(applicant::is).findFirst().map(Holder::name);
                default -> Optional.ofNullable(licence.fields().get(field));
            };
        }
    }
}
