package io.onevisit.licence.share;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.json.ContractJson;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.record.FieldMatch;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.Occasion;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The paths {@code /v1/licences} of the contract. */
record StrictStore(Platform platform) implements LicenceStore {
    private static final String FORMAT = "licence store";
    private static final String PATH = "/v1/licences/";
    private static final String PUBLISH = "licences.publish";
    private static final int MAX_PAGE = 50;
    private static final int MAX_CURSOR = 128;

    @Override
    public StorePage held(PartyId holder, SortedSet<String> types, Purpose purpose, @Nullable String after) {
        ObjectNode body = StrictJson.object();
        body.set("holder", ContractJson.party(holder));
        ArrayNode asked = body.putArray("types");
        types.forEach(asked::add);
        body.set("purpose", ContractJson.purpose(purpose));
        if (after != null) {
            body.put("after", after);
        }
        Members answer = ask("held", body);
        List<String> tokens = answer.texts("licences");
        String next = answer.optionalText("next").orElse(null);
        if (tokens.size() > MAX_PAGE || Set.copyOf(tokens).size() < tokens.size()) {
            throw malformed("must hold at most " + MAX_PAGE + " licences on a page, each once");
        }
        if (next != null && (next.length() > MAX_CURSOR || next.equals(after))) {
            throw malformed("must go on to another page");
        }
        return new StorePage(
                tokens.stream().map(token -> new StoredLicence(token, "")).toList(), next);
    }

    @Override
    public Optional<StoredLicence> find(LicenceId id, Purpose purpose) {
        Members answer = ask("find", question(id, purpose));
        return isFound(answer) ? Optional.of(new StoredLicence(answer.text("token"), "")) : Optional.empty();
    }

    @Override
    public Optional<String> annotate(LicenceId id, Occasion occasion, Instant until) {
        ObjectNode body = question(id, occasion.purpose())
                .put("audience", occasion.audience())
                .put("nonce", occasion.nonce())
                .put("until", until.toString());
        Members answer = ask("annotate", body);
        return isFound(answer) ? Optional.of(answer.text("token")) : Optional.empty();
    }

    @Override
    public ShareAnswer<LicenceStatus> compare(LicenceId id, SortedMap<String, String> data, Purpose purpose) {
        ObjectNode body = question(id, purpose);
        ClaimDigests.put(body, data);
        Members answer = ask("compare", body);
        if (!isFound(answer)) {
            return new ShareAnswer.NotFound<>();
        }
        if (!answer.text("identifier").equals(id.toString())) {
            throw malformed("must speak of the licence asked about");
        }
        LicenceStatus status = answer.value(
                "status", code -> LicenceStatus.of(code).orElseThrow(() -> malformed("must give a known status")));
        ObjectNode matches = answer.object("matches").object();
        Map<String, FieldMatch> others = new HashMap<>();
        for (String field : data.keySet()) {
            FieldMatch match = match(matches.path(field).asText());
            if (match != FieldMatch.MATCH) {
                others.put(field, match);
            }
        }
        return others.isEmpty() ? new ShareAnswer.Found<>(status) : new ShareAnswer.NotMatched<>(others);
    }

    private static FieldMatch match(String text) {
        return switch (text) {
            case "MATCH" -> FieldMatch.MATCH;
            case "MISMATCH" -> FieldMatch.MISMATCH;
            default -> FieldMatch.UNKNOWN;
        };
    }

    @Override
    public Outcome<LicenceId> publish(IssuedLicence licence) {
        String key = licence.id().toString();
        ObjectNode body = StrictJson.object().put("identifier", key).put("token", licence.token());
        Outcome<Reply> outcome =
                platform.write(Call.write(PUBLISH, PATH + "publish", Bytes.of(StrictJson.write(body)), key));
        return outcome.fold(
                reply -> isPublished(reply)
                        ? new Outcome.Done<>(licence.id())
                        : new Outcome.Unknown<>(new Pending(PUBLISH, key, "the answer is not what the contract says")),
                Outcome.Refused::new,
                Outcome.Unknown::new);
    }

    private static boolean isPublished(Reply reply) {
        try {
            return Members.read(reply.body(), FORMAT).text("result").equals("PUBLISHED");
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Override
    public String notPermitted() {
        return "not-permitted";
    }

    private Members ask(String service, ObjectNode body) {
        Reply reply = platform.read(Call.read("licences." + service, PATH + service, Bytes.of(StrictJson.write(body))));
        return Members.read(reply.body(), FORMAT);
    }

    private static ObjectNode question(LicenceId id, Purpose purpose) {
        ObjectNode body = StrictJson.object().put("identifier", id.toString());
        body.set("purpose", ContractJson.purpose(purpose));
        return body;
    }

    private static boolean isFound(Members answer) {
        return switch (answer.text("result")) {
            case "FOUND" -> true;
            case "NOT_FOUND" -> false;
            default -> throw malformed("has a result outside the contract");
        };
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException(FORMAT, problem);
    }
}
