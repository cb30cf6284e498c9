package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.licence.status.StatusReference;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A licence as claims: names of GB/T 36903 in an SD-JWT VC. Writing and reading side by side. */
final class LicenceClaims {
    static final String FORMAT = "licence";
    static final String ISSUER_URN = "urn:cn:uscc:";
    static final String TYPE_URN = "urn:cn:zz:";

    static final String ISSUER = "iss";
    static final String TYPE = "vct";
    static final String ISSUED = "iat";
    static final String FROM = "nbf";
    static final String UNTIL = "exp";
    static final String ID = "ZZBS";
    static final String NAME = "ZZMC";
    static final String NUMBER = "ZZBH";
    static final String ISSUER_NAME = "ZZBFJG";
    static final String OPERATION = "CZLX";
    static final String PREDECESSOR = "GLZZBS";
    static final String HOLDERS = "holders";
    static final String HOLDER_NAME = "CZZT";
    static final String HOLDER_CODE = "CZZTDM";
    static final String HOLDER_CODE_TYPE = "CZZTDMLXDM";
    static final String FIELD_PREFIX = "KZ_";
    static final String STATUS = "status";
    static final String CONFIRMATION = "cnf";

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private LicenceClaims() {}

    /** All claims of a draft with those that follow from them, nothing hidden yet and without a status. */
    static ObjectNode of(LicenceDraft draft, LicenceType type) {
        LicenceId id = draft.id();
        ObjectNode claims = StrictJson.object()
                .put(ISSUER, ISSUER_URN + id.issuerCode())
                .put(TYPE, TYPE_URN + id.typeCode())
                .put(ISSUED, startOf(draft.issued()))
                .put(FROM, startOf(draft.validFrom()))
                .put(UNTIL, startOf(draft.validUntil().plusDays(1)))
                .put(ID, id.toString())
                .put(NAME, type.nameZh())
                .put(NUMBER, draft.number())
                .put(ISSUER_NAME, draft.issuerName())
                .put(OPERATION, draft.operation().code());
        if (draft.predecessor() != null) {
            claims.put(PREDECESSOR, draft.predecessor().toString());
        }
        ArrayNode holders = claims.putArray(HOLDERS);
        draft.holders().forEach(holder -> holders.add(of(holder)));
        new TreeMap<>(draft.fields()).forEach(claims::put);
        if (draft.holderKey() != null) {
            claims.putObject(CONFIRMATION).set("jwk", Jwk.write(draft.holderKey()));
        }
        DerivedClaims.add(claims, draft, type);
        return claims;
    }

    private static ObjectNode of(Holder holder) {
        return StrictJson.object()
                .put(HOLDER_NAME, holder.name())
                .put(HOLDER_CODE, holder.code())
                .put(
                        HOLDER_CODE_TYPE,
                        holder.codeType() == null ? null : holder.codeType().code());
    }

    /** The object of claim {@code status}, draft-ietf-oauth-status-list-20 section 6.2. */
    static ObjectNode of(StatusReference reference) {
        ObjectNode status = StrictJson.object();
        status.putObject("status_list").put("idx", reference.index()).put("uri", reference.uri());
        return status;
    }

    /** Reads a processed payload. */
    static Licence read(DisclosedClaims disclosed) {
        ObjectNode payload = disclosed.payload();
        Members claims = new Members(payload, FORMAT);
        try {
            return new Licence(
                    LicenceId.parse(claims.text(ID)),
                    claims.text(NAME),
                    claims.optionalText(NUMBER).orElse(null),
                    claims.text(ISSUER_NAME),
                    day(claims.numericDate(ISSUED)),
                    day(claims.numericDate(FROM)),
                    day(claims.numericDate(UNTIL).minusSeconds(1)),
                    holders(payload),
                    !disclosed.hidesElementsOf(HOLDERS),
                    fields(claims),
                    operation(claims.text(OPERATION)),
                    claims.optionalText(PREDECESSOR).map(LicenceId::parse).orElse(null),
                    holderKey(claims),
                    status(claims.object(STATUS).object("status_list")));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, String.valueOf(e.getMessage()));
        }
    }

    private static List<Holder> holders(ObjectNode payload) {
        if (!(payload.get(HOLDERS) instanceof ArrayNode array)) {
            throw new MalformedMessageException(FORMAT, "claim holders must be an array");
        }
        List<Holder> holders = new ArrayList<>();
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode members)) {
                throw new MalformedMessageException(FORMAT, "claim holders must hold objects");
            }
            holders.add(holder(new Members(members, FORMAT)));
        }
        return holders;
    }

    private static Holder holder(Members members) {
        return new Holder(
                members.optionalText(HOLDER_NAME).orElse(null),
                members.optionalText(HOLDER_CODE).orElse(null),
                members.optionalText(HOLDER_CODE_TYPE)
                        .map(code -> HolderCodeType.of(code)
                                .orElseThrow(() -> new MalformedMessageException(
                                        FORMAT, "claim " + HOLDER_CODE_TYPE + " must be of GB/T 36903 annex A")))
                        .orElse(null),
                DerivedClaims.agesReached(members.object()));
    }

    private static Map<String, String> fields(Members claims) {
        Map<String, String> fields = new TreeMap<>();
        claims.object().fieldNames().forEachRemaining(name -> {
            if (name.startsWith(FIELD_PREFIX)) {
                fields.put(name, claims.text(name));
            }
        });
        return fields;
    }

    private static Operation operation(String code) {
        return Operation.of(code)
                .filter(Operation::issues)
                .orElseThrow(() -> new MalformedMessageException(
                        FORMAT, "claim " + OPERATION + " must be of an operation that brings forth a licence"));
    }

    /** The key in {@code cnf}, RFC 7800 section 3.2: a public key and nothing else. */
    private static @Nullable VerificationKey holderKey(Members claims) {
        if (!claims.object().has(CONFIRMATION)) {
            return null;
        }
        Members confirmation = claims.object(CONFIRMATION);
        if (confirmation.object().size() != 1) {
            throw new MalformedMessageException(FORMAT, "claim cnf must hold a jwk alone");
        }
        return Jwk.read(confirmation.object("jwk").object());
    }

    private static StatusReference status(Members list) {
        return new StatusReference(list.text("uri"), (int) list.integer("idx", 0, Integer.MAX_VALUE));
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(CHINA).toEpochSecond();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, CHINA);
    }
}
