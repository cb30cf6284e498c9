package io.onevisit.core.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.ContractJson;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import java.time.Duration;
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
    private static final int MAX_REQUESTS = 64;
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
        Map<String, String> asked = new HashMap<>(Require.present(claims, "claims"));
        asked.forEach((field, claim) -> {
            Require.present(field, "field");
            Require.text(claim, "claim", MAX_CLAIM);
        });
        Require.that(
                !asked.isEmpty()
                        && Require.present(request, "request")
                                .purpose()
                                .fields()
                                .containsAll(asked.keySet()),
                "claims",
                "must be about fields of the purpose");
        ObjectNode body = body(request);
        asked.forEach(body.putObject("claims")::put);
        return audited(request, "verify", body, answer -> new RecordReply(request, answer).verified(asked));
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
        return audited(request, "fetch", body, answer -> new RecordReply(request, answer).fetched());
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
        Require.present(requests, "requests").forEach(request -> Require.present(request, "request"));
        List<RecordRequest> all = List.copyOf(requests);
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
            return reader.apply(Members.read(reply.body(), "record"));
        } catch (PlatformRefusedException e) {
            return e.refusal().code().equals("not-permitted")
                    ? new RecordAnswer.NotPermitted(e.refusal())
                    : new RecordAnswer.Unavailable(e);
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return new RecordAnswer.Unavailable(e);
        }
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
        if (answer instanceof RecordAnswer.NotMatched no) {
            return no.dropped();
        }
        return answer instanceof RecordAnswer.Found found ? found.identity().dropped() : 0;
    }

    private static String result(RecordAnswer answer) {
        if (answer instanceof RecordAnswer.NotPermitted no) {
            return "NOT_PERMITTED " + no.refusal().code();
        }
        if (answer instanceof RecordAnswer.Unavailable no) {
            return unavailable(no.error());
        }
        if (answer instanceof RecordAnswer.NotMatched no) {
            return no.mismatch() ? "NOT_MATCHED" : "NOT_CONFIRMED";
        }
        return answer instanceof RecordAnswer.Found ? "FOUND" : "NOT_FOUND";
    }

    /** Of a refusal the code only, since the platform words the rest. */
    private static String unavailable(OneVisitException error) {
        return error instanceof PlatformRefusedException refused
                ? "UNAVAILABLE " + refused.refusal().code()
                : "UNAVAILABLE " + error.getMessage();
    }
}
