package io.onevisit.licence.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Items;
import io.onevisit.licence.qr.Cbor.Octets;
import io.onevisit.licence.qr.Cbor.Text;
import io.onevisit.licence.status.StatusReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A licence on paper as claims of a CWT, RFC 8392: {@code exp}, {@code nbf} and {@code iat}, the status of
 * draft-ietf-oauth-status-list-20 section 6.3, and one private claim with the rest.
 */
final class PaperClaims {
    static final Pattern FIELD = Pattern.compile("KZ_[A-Z0-9_]{1,32}");

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String FIELD_PREFIX = "KZ_";

    private static final long EXPIRES = 4;
    private static final long NOT_BEFORE = 5;
    private static final long ISSUED_AT = 6;
    private static final long STATUS = 65535;
    private static final String STATUS_LIST = "status_list";
    private static final String STATUS_INDEX = "idx";
    private static final String STATUS_URI = "uri";

    /** The first of the keys that RFC 8392 section 9.1 leaves for private use. */
    private static final long LICENCE = -65537;

    private static final long IDENTIFIER = 1;
    private static final long HOLDERS = 2;
    private static final long FIELDS = 3;

    /** One octet string, since room is short: the sheet, the number, the count. */
    private static final long PLACE = 4;

    private PaperClaims() {}

    static Entries write(PaperLicence licence) {
        Entries status = Entries.none()
                .with(STATUS_INDEX, new Int(licence.status().index()))
                .with(STATUS_URI, new Text(licence.status().uri()));
        Entries body = Entries.none()
                .with(IDENTIFIER, new Text(licence.id().toString()))
                .with(
                        HOLDERS,
                        new Items(licence.holders().stream()
                                .map(PaperClaims::write)
                                .toList()))
                .with(FIELDS, writeFields(licence.fields()));
        Entries claims = Entries.none()
                .with(NOT_BEFORE, new Int(startOf(licence.validFrom())))
                .with(ISSUED_AT, new Int(startOf(licence.issued())))
                .with(STATUS, Entries.none().with(STATUS_LIST, status))
                .with(LICENCE, body);
        return licence.validUntil().equals(LicenceDraft.UNLIMITED)
                ? claims
                : claims.with(EXPIRES, new Int(startOf(licence.validUntil().plusDays(1))));
    }

    private static Cbor write(Holder holder) {
        Text name = new Text(String.valueOf(holder.name()));
        HolderCodeType type = holder.codeType();
        return type == null
                ? Items.of(name)
                : Items.of(name, new Text(type.code()), new Text(String.valueOf(holder.code())));
    }

    private static Entries writeFields(Map<String, String> fields) {
        Map<Cbor, Cbor> written = new LinkedHashMap<>();
        fields.forEach((name, text) -> written.put(new Text(name.substring(FIELD_PREFIX.length())), new Text(text)));
        return new Entries(written);
    }

    /** The same with the place on a sheet. */
    static Entries write(PaperLicence licence, SheetPlace place) {
        Entries claims = write(licence);
        byte[] octets = Arrays.copyOf(place.sheet().toArray(), SheetPlace.SHEET_OCTETS + 2);
        octets[SheetPlace.SHEET_OCTETS] = (byte) place.number();
        octets[SheetPlace.SHEET_OCTETS + 1] = (byte) place.count();
        return claims.with(LICENCE, claims.get(LICENCE, Entries.class).with(PLACE, new Octets(Bytes.of(octets))));
    }

    /** The place on a sheet, or empty for a code by itself. */
    static Optional<SheetPlace> place(Entries claims) {
        return claims.get(LICENCE, Entries.class).find(PLACE).map(item -> {
            if (!(item instanceof Octets place) || place.value().length() != SheetPlace.SHEET_OCTETS + 2) {
                throw malformed("a place on a sheet is sheet, number and count");
            }
            byte[] octets = place.value().toArray();
            return new SheetPlace(
                    Bytes.of(Arrays.copyOf(octets, SheetPlace.SHEET_OCTETS)),
                    octets[SheetPlace.SHEET_OCTETS],
                    octets[SheetPlace.SHEET_OCTETS + 1]);
        });
    }

    /** The identifier alone, so that it can be checked apart. */
    static String identifier(Entries claims) {
        return claims.get(LICENCE, Entries.class).get(IDENTIFIER, Text.class).value();
    }

    /**
     * Reads all claims.
     *
     * @throws MalformedMessageException when one is missing, unknown or of another form
     * @throws io.onevisit.core.InvalidValueException when what one says cannot be
     */
    static PaperLicence read(Entries claims) {
        claims.requireKeysWithin(keys(EXPIRES, NOT_BEFORE, ISSUED_AT, STATUS, LICENCE));
        Entries body = claims.get(LICENCE, Entries.class);
        body.requireKeysWithin(keys(IDENTIFIER, HOLDERS, FIELDS, PLACE));
        place(claims);
        return new PaperLicence(
                LicenceId.parse(identifier(claims)),
                day(claims, ISSUED_AT),
                day(claims, NOT_BEFORE),
                claims.find(EXPIRES).isEmpty()
                        ? LicenceDraft.UNLIMITED
                        : day(claims, EXPIRES).minusDays(1),
                body.get(HOLDERS, Items.class).values().stream()
                        .map(PaperClaims::readHolder)
                        .toList(),
                readFields(body.get(FIELDS, Entries.class)),
                readStatus(claims.get(STATUS, Entries.class)));
    }

    private static Holder readHolder(Cbor item) {
        List<Cbor> parts = item instanceof Items items ? items.values() : List.of();
        if (parts.stream().allMatch(Text.class::isInstance)) {
            List<String> texts =
                    parts.stream().map(part -> ((Text) part).value()).toList();
            if (texts.size() == 1) {
                return new Holder(texts.get(0), null, null);
            }
            if (texts.size() == 3) {
                return new Holder(texts.get(0), texts.get(2), codeType(texts.get(1)));
            }
        }
        throw malformed("a holder has a name, or a name, a code type and a code");
    }

    private static HolderCodeType codeType(String code) {
        return HolderCodeType.of(code).orElseThrow(() -> malformed("a holder's code type is not known"));
    }

    private static Map<String, String> readFields(Entries fields) {
        Map<String, String> read = new LinkedHashMap<>();
        fields.values().forEach((name, text) -> {
            if (!(name instanceof Text key && text instanceof Text value)) {
                throw malformed("a field is a text under a name");
            }
            read.put(FIELD_PREFIX + key.value(), value.value());
        });
        return read;
    }

    private static StatusReference readStatus(Entries status) {
        Entries list = status.get(STATUS_LIST, Entries.class);
        status.requireKeysWithin(Set.of(new Text(STATUS_LIST)));
        list.requireKeysWithin(Set.of(new Text(STATUS_INDEX), new Text(STATUS_URI)));
        long index = list.get(STATUS_INDEX, Int.class).value();
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw malformed("the status index is out of range");
        }
        return new StatusReference(list.get(STATUS_URI, Text.class).value(), (int) index);
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(CHINA).toEpochSecond();
    }

    private static LocalDate day(Entries claims, long key) {
        try {
            ZonedDateTime time =
                    Instant.ofEpochSecond(claims.get(key, Int.class).value()).atZone(CHINA);
            if (startOf(time.toLocalDate()) == time.toEpochSecond()) {
                return time.toLocalDate();
            }
        } catch (DateTimeException e) {
            throw malformed("a time is out of range");
        }
        throw malformed("a time is not the start of a day in China");
    }

    private static Set<Cbor> keys(long... keys) {
        return Arrays.stream(keys).mapToObj(Int::new).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException("licence on paper", problem);
    }
}
