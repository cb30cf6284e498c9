package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.PseudonymKey;
import io.onevisit.licence.Holder;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Licences by identifier and by holder, who is kept under a pseudonym. */
final class LicenceShelf {
    private static final String LICENCE = "licence";
    private static final String HELD = "held-licences";

    private final Ledger ledger;
    private final PseudonymKey pseudonyms;

    LicenceShelf(Ledger ledger, PseudonymKey pseudonyms) {
        this.ledger = ledger;
        this.pseudonyms = pseudonyms;
    }

    /** Puts a verified licence there, all of whose holders are shown. */
    void put(Connection transaction, Licence licence, String token) {
        put(
                transaction,
                new ShelvedLicence(
                        licence.id().toString(),
                        licence.id().typeCode(),
                        token,
                        data(licence.number(), licence.holders(), licence.fields())),
                licence.holders());
    }

    /** Puts a licence there that was issued by this draft. */
    void put(Connection transaction, LicenceDraft draft, String token) {
        put(
                transaction,
                new ShelvedLicence(
                        draft.id().toString(),
                        draft.id().typeCode(),
                        token,
                        data(draft.number(), draft.holders(), draft.fields())),
                draft.holders());
    }

    private static Map<String, String> data(@Nullable String number, List<Holder> holders, Map<String, String> fields) {
        Map<String, String> data = new HashMap<>(fields);
        data.put("ZZBH", number);
        data.put("CZZT", holders.get(0).name());
        data.put("CZZTDM", holders.get(0).code());
        data.values().removeIf(Objects::isNull);
        return data;
    }

    private void put(Connection transaction, ShelvedLicence licence, List<Holder> holders) {
        if (!ledger.insert(transaction, LICENCE, licence.identifier(), licence.json())) {
            ledger.update(transaction, LICENCE, licence.identifier(), before -> licence.json());
        }
        for (Holder holder : holders) {
            hold(transaction, party(holder), licence.identifier());
        }
    }

    private static PartyId party(Holder holder) {
        return Optional.ofNullable(holder.code()).map(PartyId::detect).stream()
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("Every holder must be shown, by an identifier"));
    }

    private void hold(Connection transaction, PartyId holder, String identifier) {
        String pseudonym = holder.pseudonym(pseudonyms);
        ObjectNode none = Json.object();
        none.putArray("licences");
        ledger.insert(transaction, HELD, pseudonym, none);
        ledger.update(transaction, HELD, pseudonym, entry -> {
            if (entry.withArray("licences")
                    .valueStream()
                    .noneMatch(held -> held.asText().equals(identifier))) {
                entry.withArray("licences").add(identifier);
            }
            return entry;
        });
    }

    Optional<ShelvedLicence> find(Connection transaction, String identifier) {
        return ledger.find(transaction, LICENCE, identifier).map(ShelvedLicence::of);
    }

    List<ShelvedLicence> heldBy(Connection transaction, PartyId holder) {
        List<ShelvedLicence> held = new ArrayList<>();
        for (JsonNode identifier : ledger.find(transaction, HELD, holder.pseudonym(pseudonyms))
                .orElseGet(Json::object)
                .withArray("licences")) {
            find(transaction, identifier.asText()).ifPresent(held::add);
        }
        return held;
    }
}
