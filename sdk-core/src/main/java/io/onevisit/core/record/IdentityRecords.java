package io.onevisit.core.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.ContractJson;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Records of people and organisations by their number (身份记录查询). Every look-up has a purpose, is written to the audit log
 * before anything is sent and again when the answer is in, and gives back the fields asked for and no others. When the
 * log cannot be written, nothing is sent, or nothing is given back.
 *
 * <p>Immutable and thread-safe when platform and log are.
 */
public final class IdentityRecords {
    private static final int MAX_CLAIM = 1024;
    private static final int MAX_VALUE = 4096;
    private static final int MAX_REQUESTS = 64;
    private static final int MAX_ROWS = 100;
    private static final Duration MAX_DEADLINE = Duration.ofMinutes(5);

    private final Platform platform;
    private final AuditLog audit;
    private final PseudonymKey pseudonyms;

    /**
     * Records on {@code platform}.
     *
     * @param pseudonyms the key under which people appear in the log
     */
    public IdentityRecords(Platform platform, AuditLog audit, PseudonymKey pseudonyms) {
        this.platform = Require.present(platform, "platform");
        this.audit = Require.present(audit, "audit log");
        this.pseudonyms = Require.present(pseudonyms, "pseudonym key");
    }

    /**
     * Asks whether claims match the record, without seeing it: the first choice where a yes will do.
     *
     * @param claims what the person says, by field; fields of the purpose
     * @return Found with the claims as values when every one matched
     * @throws io.onevisit.core.StorageException when the audit log could not be written
     */
    public RecordAnswer verify(RecordRequest request, Map<String, String> claims) {
        Map<String, String> asked = Map.copyOf(Require.present(claims, "claims"));
        Require.that(
                !asked.isEmpty()
                        && Require.present(request, "request")
                                .purpose()
                                .fields()
                                .containsAll(asked.keySet()),
                "claims",
                "must be about fields of the purpose");
        asked.values().forEach(claim -> Require.text(claim, "claim", MAX_CLAIM));
        ObjectNode body = body(request);
        asked.forEach(body.putObject("claims")::put);
        return audited(request, "verify", body, answer -> matched(request, asked, answer));
    }

    /**
     * Asks for the fields of the purpose.
     *
     * @throws io.onevisit.core.StorageException when the audit log could not be written
     */
    public RecordAnswer fetch(RecordRequest request) {
        ObjectNode body = body(Require.present(request, "request"));
        ArrayNode fields = body.putArray("fields");
        request.purpose().fields().stream().sorted().forEach(fields::add);
        return audited(request, "fetch", body, answer -> found(request, answer));
    }

    /**
     * The same for several look-ups side by side, for example all data sets of one person. One that fails does not spoil
     * the others.
     *
     * @param requests up to 64, each different
     * @param executor runs them; one that runs on the calling thread makes them one after the other
     * @param deadline when to stop waiting; a look-up not answered by then is Unavailable, and if it has not begun it
     *     will not
     * @return an answer for each request, in the order of the requests
     */
    public Map<RecordRequest, RecordAnswer> fetchAll(
            List<RecordRequest> requests, Executor executor, Duration deadline) {
        List<RecordRequest> all = List.copyOf(Require.present(requests, "requests"));
        Require.that(all.size() <= MAX_REQUESTS, "requests", "must be at most " + MAX_REQUESTS);
        Require.that(Set.copyOf(all).size() == all.size(), "requests", "must be different");
        Require.that(
                Require.present(deadline, "deadline").compareTo(MAX_DEADLINE) <= 0 && !deadline.isNegative(),
                "deadline",
                "must be at most 5 min");
        return new ParallelFetch(this::fetch, Require.present(executor, "executor")).fetchAll(all, deadline);
    }

    private static ObjectNode body(RecordRequest request) {
        ObjectNode body = StrictJson.object().put("dataSet", request.dataSet().name());
        body.set("subject", ContractJson.party(request.person()));
        body.set("purpose", ContractJson.purpose(request.purpose()));
        if (request.consent() != null) {
            body.set("consent", request.consent().json());
        }
        return body;
    }

    private RecordAnswer audited(
            RecordRequest request, String action, ObjectNode body, Function<Members, RecordAnswer> reader) {
        String lookup = UUID.randomUUID().toString();
        Optional<Refusal> objection = request.objection(platform.clock().instant());
        RecordAnswer answer;
        if (objection.isPresent()) {
            answer = new RecordAnswer.NotPermitted(objection.get());
        } else {
            append(request, lookup, action, "ASKED", 0);
            answer = ask(action, body, reader);
        }
        append(request, lookup, action, result(answer), dropped(answer));
        return answer;
    }

    private RecordAnswer ask(String action, ObjectNode body, Function<Members, RecordAnswer> reader) {
        try {
            Reply reply = platform.read(
                    Call.read("records." + action, "/v1/records/" + action, Bytes.of(StrictJson.write(body))));
            return read(Members.read(reply.body(), "record"), reader);
        } catch (PlatformRefusedException e) {
            return e.refusal().code().equals("not-permitted")
                    ? new RecordAnswer.NotPermitted(e.refusal())
                    : new RecordAnswer.Unavailable(e);
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return new RecordAnswer.Unavailable(e);
        }
    }

    private static RecordAnswer read(Members answer, Function<Members, RecordAnswer> reader) {
        return switch (answer.text("result")) {
            case "FOUND" -> reader.apply(answer);
            case "NOT_FOUND" -> new RecordAnswer.NotFound();
            case "NOT_MATCHED" -> new RecordAnswer.NotMatched(Map.of());
            default -> throw new MalformedMessageException("record", "has a result outside the contract");
        };
    }

    private static RecordAnswer found(RecordRequest request, Members answer) {
        requireSubject(request, answer);
        List<Map<String, String>> rows = new ArrayList<>();
        int dropped = 0;
        for (Members record : records(request, answer)) {
            Map<String, String> kept = asked(request, record.object());
            rows.add(kept);
            dropped += record.object().size() - kept.size();
        }
        return new RecordAnswer.Found(new IdentityRecord(
                request.person(),
                request.dataSet().name(),
                rows,
                answer.value("source", source -> Require.text(source, "source", 200)),
                answer.instant("asOf"),
                dropped));
    }

    private static List<Members> records(RecordRequest request, Members answer) {
        List<Members> records = answer.objects("records", Function.identity());
        if (records.isEmpty() || records.size() > (request.dataSet().several() ? MAX_ROWS : 1)) {
            throw new MalformedMessageException("record", "must have as many records as the data set allows");
        }
        return records;
    }

    private static Map<String, String> asked(RecordRequest request, ObjectNode record) {
        Map<String, String> kept = new HashMap<>();
        for (String field : request.purpose().fields()) {
            if (record.has(field)) {
                kept.put(field, value(record.get(field)));
            }
        }
        return kept;
    }

    /** A number would have lost its leading zeros before anyone could notice, so only text is taken. */
    private static String value(JsonNode value) {
        String text = value.textValue();
        if (text == null || text.length() > MAX_VALUE) {
            throw new MalformedMessageException("record", "must have values of text, at most " + MAX_VALUE);
        }
        return text;
    }

    private RecordAnswer matched(RecordRequest request, Map<String, String> claims, Members answer) {
        requireSubject(request, answer);
        ObjectNode matches = answer.object("matches").object();
        Map<String, FieldMatch> others = new HashMap<>();
        for (String field : claims.keySet()) {
            FieldMatch match = match(matches.path(field).asText());
            if (match != FieldMatch.MATCH) {
                others.put(field, match);
            }
        }
        if (!others.isEmpty()) {
            return new RecordAnswer.NotMatched(others);
        }
        return new RecordAnswer.Found(new IdentityRecord(
                request.person(),
                request.dataSet().name(),
                List.of(claims),
                request.dataSet().source(),
                platform.clock().instant(),
                matches.size() - claims.size()));
    }

    private static FieldMatch match(String text) {
        return switch (text) {
            case "MATCH" -> FieldMatch.MATCH;
            case "MISMATCH" -> FieldMatch.MISMATCH;
            default -> FieldMatch.UNKNOWN;
        };
    }

    private static void requireSubject(RecordRequest request, Members answer) {
        Members subject = answer.object("subject");
        String type = subject.text("type");
        Checks checks = new Checks();
        checks.that(
                AuditRules.SUBJECT,
                subject.value("code", code -> PartyId.parse(type, code)).equals(request.person()));
        checks.report(request).orThrow();
    }

    private void append(RecordRequest request, String lookup, String action, String result, int dropped) {
        audit.append(new AuditEntry(
                platform.clock().instant(),
                lookup,
                action,
                request.dataSet().name(),
                request.person().type() + ":" + request.person().pseudonym(pseudonyms),
                request.purpose(),
                result,
                dropped));
    }

    private static int dropped(RecordAnswer answer) {
        return answer instanceof RecordAnswer.Found found ? found.identity().dropped() : 0;
    }

    private static String result(RecordAnswer answer) {
        if (answer instanceof RecordAnswer.NotPermitted no) {
            return "NOT_PERMITTED " + no.refusal().code();
        }
        if (answer instanceof RecordAnswer.Unavailable no) {
            return "UNAVAILABLE " + no.error().getMessage();
        }
        if (answer instanceof RecordAnswer.NotMatched) {
            return "NOT_MATCHED";
        }
        return answer instanceof RecordAnswer.Found ? "FOUND" : "NOT_FOUND";
    }
}
