package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shared store of licences on the platform (证照共享), services of GB/T 36906 in the form of the platform's contract.
 * What comes from the store is believed no more than what comes from anywhere else: every licence is verified.
 * Immutable and thread-safe.
 */
public final class Licences {
    private static final String FORMAT = "licences held";
    private static final String PUBLISH = "licences.publish";
    private static final int MAX_LICENCES = 200;
    private static final int MAX_TYPES = 50;
    private static final int MAX_ANSWER_OCTETS = 16 * 1024 * 1024;

    private final Platform platform;
    private final LicenceVerifier verifier;

    /**
     * The store behind {@code platform}.
     *
     * @param verifier judges each licence that comes out of it
     */
    public Licences(Platform platform, LicenceVerifier verifier) {
        this.platform = Require.present(platform, "platform");
        this.verifier = Require.present(verifier, "verifier");
    }

    /**
     * The licences held under a number, each verified: good, of a type asked for, and of this holder.
     *
     * @param types the codes of the types asked for, at most 50; empty for all
     * @throws io.onevisit.core.PlatformUnreachableException when no answer came
     * @throws io.onevisit.core.PlatformRefusedException when the platform does not permit it
     * @throws MalformedMessageException when the answer is not what the contract says
     * @throws io.onevisit.core.VerificationFailedException when the answer is not signed as it must be
     */
    public List<HeldLicence> heldBy(PartyId holder, Set<String> types, Purpose purpose) {
        Set<String> asked = new TreeSet<>(Require.present(types, "licence types"));
        Require.that(asked.size() <= MAX_TYPES, "licence types", "must be at most " + MAX_TYPES);
        Reply reply = platform.read(Call.read(
                "licences.held", "/v1/licences/held", question(Require.present(holder, "holder"), asked, purpose)));
        LicenceVerifier forHolder = verifier.forHolder(holder);
        return tokens(reply.body()).stream()
                .map(token -> new HeldLicence(statedType(token), asAsked(forHolder.verify(token), asked)))
                .toList();
    }

    /**
     * Puts an issued licence into the store, where other departments find it.
     *
     * @return done with its identifier; unknown when no answer came or it made no sense: publish again, it has one effect
     * @throws io.onevisit.core.PlatformUnreachableException when it certainly never arrived
     */
    public Outcome<LicenceId> publish(IssuedLicence licence) {
        String key = Require.present(licence, "licence").id().toString();
        ObjectNode body = StrictJson.object().put("identifier", key).put("token", licence.token());
        Outcome<Reply> outcome =
                platform.write(Call.write(PUBLISH, "/v1/licences/publish", Bytes.of(StrictJson.write(body)), key));
        return outcome.fold(
                reply -> isPublished(reply)
                        ? new Outcome.Done<>(licence.id())
                        : new Outcome.Unknown<>(new Pending(PUBLISH, key, "the answer is not what the contract says")),
                Outcome.Refused::new,
                Outcome.Unknown::new);
    }

    private static Bytes question(PartyId holder, Set<String> types, Purpose purpose) {
        ObjectNode body = StrictJson.object();
        body.putObject("holder").put("type", holder.type()).put("code", holder.value());
        ArrayNode asked = body.putArray("types");
        types.forEach(asked::add);
        ObjectNode why = body.putObject("purpose")
                .put(
                        "caseNumber",
                        Require.present(purpose, "purpose").caseNumber().value())
                .put("matter", purpose.matter().value())
                .put("legalBasis", purpose.legalBasis())
                .put("operator", purpose.operator());
        ArrayNode fields = why.putArray("fields");
        new TreeSet<>(purpose.fields()).forEach(fields::add);
        return Bytes.of(StrictJson.write(body));
    }

    private static List<String> tokens(Bytes answer) {
        ObjectNode body = StrictJson.readObject(answer.toArray(), MAX_ANSWER_OCTETS, FORMAT);
        if (!(body.get("licences") instanceof ArrayNode licences) || licences.size() > MAX_LICENCES) {
            throw malformed("must hold at most " + MAX_LICENCES + " licences");
        }
        List<String> tokens = new ArrayList<>();
        for (JsonNode licence : licences) {
            if (!licence.isTextual()) {
                throw malformed("must hold licences as texts");
            }
            tokens.add(licence.textValue());
        }
        if (new HashSet<>(tokens).size() < tokens.size()) {
            throw malformed("must hold each licence once");
        }
        return tokens;
    }

    private static String statedType(String token) {
        try {
            String jwt = SdJwt.parse(token, Limits.DEFAULT).issuerJwt();
            ObjectNode claims = SignedJwt.parse(jwt, Limits.DEFAULT.tokenOctets(), LicenceClaims.FORMAT)
                    .claims();
            String type = new Members(claims, LicenceClaims.FORMAT).text(LicenceClaims.TYPE);
            return type.startsWith(LicenceClaims.TYPE_URN) ? type.substring(LicenceClaims.TYPE_URN.length()) : "";
        } catch (MalformedMessageException e) {
            return ""; // the report says what is wrong with it
        }
    }

    private static Report<Licence> asAsked(Report<Licence> report, Set<String> types) {
        Checks checks = new Checks();
        checks.addAll("", report.checks());
        report.subject()
                .ifPresent(licence -> checks.that(
                        LicencesRules.TYPE_ASKED,
                        types.isEmpty() || types.contains(licence.id().typeCode())));
        return checks.report(report.subject().orElse(null));
    }

    private static boolean isPublished(Reply reply) {
        try {
            ObjectNode body = StrictJson.readObject(reply.body().toArray(), MAX_ANSWER_OCTETS, PUBLISH);
            return body.path("result").asText().equals("PUBLISHED");
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException(FORMAT, problem);
    }
}
