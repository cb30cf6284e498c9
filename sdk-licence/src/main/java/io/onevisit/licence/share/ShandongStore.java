package io.onevisit.licence.share;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Purpose;
import io.onevisit.core.Refusal;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.record.FieldMatch;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The services under {@code /CertShare}. */
record ShandongStore(Platform platform, String systemName, String tokenField, Map<MatterCode, String> matterNames)
        implements LicenceStore {
    private static final String FORMAT = "licence store";
    private static final String PATH = "/CertShare/";
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final int MAX_OF_TYPE = 50;
    private static final String CALLED_FOR_A_MATTER = "0";

    /** What the platform calls the claims by which it looks a licence up to compare it. */
    private static final Map<String, String> NEEDED =
            Map.of("CZZTDM", "holderCode", "CZZT", "holder", "ZZBH", "certNo");

    /** Status of the head: no licence fits. */
    private static final String NONE_FITS = "10";

    /** Status of the head: the licence is cancelled, expired or restricted, and its data are not given. */
    private static final Set<String> NOT_GIVEN = Set.of("21", "22", "23");

    @Override
    public StorePage held(PartyId holder, SortedSet<String> types, Purpose purpose, @Nullable String after) {
        Require.that(!types.isEmpty(), "licence types", "must be named on this platform");
        String type = after == null ? types.first() : after;
        List<StoredLicence> licences = new ArrayList<>();
        for (LicenceId id : listed(holder.value(), holderTypeCode(holder), type, purpose)) {
            licences.add(find(id, purpose).orElse(new StoredLicence(null, id.typeCode())));
        }
        SortedSet<String> rest = types.tailSet(type + "\0");
        return new StorePage(licences, rest.isEmpty() ? null : rest.first());
    }

    private List<LicenceId> listed(String holderCode, String holderTypeCode, String type, Purpose purpose) {
        ObjectNode data = StrictJson.object()
                .put("holderCode", holderCode)
                .put("holderTypeCode", holderTypeCode)
                .put("certTypeCode", type);
        return ask("queryCertInfoByHolderCode", data, purpose)
                .map(ShandongStore::identifiers)
                .orElse(List.of());
    }

    private static List<LicenceId> identifiers(JsonNode found) {
        if (!(found instanceof ArrayNode list) || list.size() > MAX_OF_TYPE) {
            throw malformed("must list at most " + MAX_OF_TYPE + " licences of a type");
        }
        List<LicenceId> ids = list.valueStream()
                .map(licence -> members(licence).value("cert_identifier", LicenceId::parse))
                .toList();
        if (ids.stream().distinct().count() != ids.size()) {
            throw malformed("must list each licence once");
        }
        return ids;
    }

    @Override
    public Optional<StoredLicence> find(LicenceId id, Purpose purpose) {
        ObjectNode data = StrictJson.object().put("certIdentifier", id.toString());
        try {
            return ask("queryCertInfo", data, purpose)
                    .map(found -> new StoredLicence(
                            members(found).optionalText(tokenField).orElse(null), id.typeCode()));
        } catch (PlatformRefusedException e) {
            if (NOT_GIVEN.contains(e.refusal().code())) {
                return Optional.of(new StoredLicence(null, id.typeCode()));
            }
            throw e;
        }
    }

    @Override
    public Optional<String> annotate(LicenceId id, Occasion occasion, Instant until) {
        throw new PlatformRefusedException("licences.annotate", notOffered());
    }

    /**
     * The platform compares with whichever licence has the type, holder and number. Its answer is about {@code id} only when
     * that is the one licence of the type that it lists for the holder.
     */
    @Override
    public ShareAnswer<LicenceStatus> compare(LicenceId id, SortedMap<String, String> data, Purpose purpose) {
        Require.that(data.keySet().containsAll(NEEDED.keySet()), "data", "must have CZZT, CZZTDM and ZZBH here");
        ObjectNode question = StrictJson.object().put("certTypeCode", id.typeCode());
        ObjectNode claims = question.putObject("certData");
        data.forEach((name, value) -> claims.put(NEEDED.getOrDefault(name, name), value));
        ShareAnswer<LicenceStatus> answer = ask("verifyCertInfo", question, purpose)
                .map(found -> compared(members(found).text("result")))
                .orElseGet(ShareAnswer.NotFound::new);
        return answer instanceof ShareAnswer.Found
                ? about(id, Require.present(data.get("CZZTDM"), "CZZTDM"), purpose, answer)
                : answer;
    }

    private ShareAnswer<LicenceStatus> about(
            LicenceId id, String holderCode, Purpose purpose, ShareAnswer<LicenceStatus> answer) {
        String holderTypeCode = PartyId.detect(holderCode).stream()
                .findFirst()
                .map(ShandongStore::holderTypeCode)
                .orElse(HolderCodeType.OTHER_PERSON.code());
        List<LicenceId> listed = listed(holderCode, holderTypeCode, id.typeCode(), purpose);
        if (!listed.contains(id)) {
            return new ShareAnswer.NotFound<>();
        }
        return listed.size() == 1 ? answer : new ShareAnswer.NotMatched<>(Map.of("ZZBS", FieldMatch.UNKNOWN));
    }

    /** The results of {@code verifyCertInfo}. */
    private static ShareAnswer<LicenceStatus> compared(String result) {
        return switch (result) {
            case "0" -> new ShareAnswer.Found<>(LicenceStatus.VALID);
            case "2" -> new ShareAnswer.Found<>(LicenceStatus.SUSPENDED);
            case "3" -> new ShareAnswer.Found<>(LicenceStatus.LAPSED);
            case "5" -> new ShareAnswer.NotFound<>();
            case "7" -> new ShareAnswer.NotMatched<>(Map.of());
            case "1", "4", "6" ->
                throw new PlatformRefusedException(
                        "licences.compare",
                        new Refusal("result-" + result, "not active yet, or too little to compare", null));
            default -> throw malformed("has a result outside the interface");
        };
    }

    @Override
    public Outcome<LicenceId> publish(IssuedLicence licence) {
        return new Outcome.Refused<>(notOffered());
    }

    @Override
    public String notPermitted() {
        return "100";
    }

    /** What the service found, or nothing when it says that no licence fits. */
    private Optional<JsonNode> ask(String service, ObjectNode data, Purpose purpose) {
        data.set("useCause", useCause(purpose));
        try {
            Bytes found = platform.read(
                            Call.read("licences." + service, PATH + service, Bytes.of(StrictJson.write(data))))
                    .body();
            return Optional.of(StrictJson.read(found.toArray(), MAX_OCTETS, FORMAT));
        } catch (PlatformRefusedException e) {
            if (e.refusal().code().equals(NONE_FITS)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private ObjectNode useCause(Purpose purpose) {
        String matter = matterNames.get(purpose.matter());
        return StrictJson.object()
                .put("certificateCopyCause", purpose.legalBasis())
                .put("certificateEventCode", purpose.matter().value())
                .put("certificateMatterName", Require.present(matter, "name of the matter"))
                .put("certificateSystemName", systemName)
                .put("certificateCallCategory", CALLED_FOR_A_MATTER);
    }

    /** Annex A of GB/T 36903; of passports and travel permits only what a number tells. */
    private static String holderTypeCode(PartyId holder) {
        return switch (holder.type()) {
            case "citizen-id" -> HolderCodeType.CITIZEN_ID.code();
            case "credit-code" -> HolderCodeType.CREDIT_CODE.code();
            case "passport" -> HolderCodeType.PASSPORT.code();
            default -> HolderCodeType.OTHER_PERSON.code();
        };
    }

    private static Members members(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new Members(object, FORMAT);
        }
        throw malformed("must hold objects");
    }

    private static Refusal notOffered() {
        return new Refusal(ShandongSharing.NOT_OFFERED, "this platform has no such service", null);
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException(FORMAT, problem);
    }
}
