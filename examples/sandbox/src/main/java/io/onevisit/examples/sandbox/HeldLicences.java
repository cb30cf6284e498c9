package io.onevisit.examples.sandbox;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.StateStore;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceIssuer;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.Operation;
import io.onevisit.licence.status.StatusLists;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Issues the real-estate certificates that some of the sandbox's people hold: one good, one suspended, one expired. */
final class HeldLicences {
    static final String REAL_ESTATE = "11100000MB03271699001";

    private static final String STATUS_ADDRESS = "https://registry.onevisit.example/status";
    private static final String LI_MINGXUAN = "330106199003073514";
    private static final String WANG_XIULAN = "420103198508150245";
    private static final String MA_XIAOXUE = "64010420011230046X";

    private final LicenceService service;
    private final StateStore store;
    private final StatusLists statusLists;
    private final LicenceIssuer issuer;

    HeldLicences(LicenceService service, StateStore store, SigningKey key, Clock clock) {
        this.service = service;
        this.store = store;
        this.statusLists =
                new StatusLists(store, key, STATUS_ADDRESS, 65_536, Duration.ofHours(12), Duration.ofDays(30), clock);
        List<LicenceType> types = LicenceType.shipped().stream()
                .filter(type -> type.code().equals(REAL_ESTATE))
                .toList();
        this.issuer = new LicenceIssuer(
                key, CreditCode.parse(Organisation.REAL_ESTATE_REGISTRY.code()), types, store, statusLists, clock);
    }

    /** Issues them once; later starts only sign the status list anew. Returns the list's token. */
    String issue() {
        return store.inTransaction(transaction -> {
            hold(transaction, 1, LI_MINGXUAN, "李明轩", LicenceDraft.UNLIMITED, LicenceStatus.VALID);
            hold(transaction, 2, WANG_XIULAN, "王秀兰", LicenceDraft.UNLIMITED, LicenceStatus.SUSPENDED);
            hold(transaction, 3, MA_XIAOXUE, "马晓雪", LocalDate.of(2025, 12, 31), LicenceStatus.VALID);
            String token = statusLists.publish(transaction, 1);
            service.keep(transaction, statusLists.uri(1), token);
            return token;
        });
    }

    private void hold(
            Connection transaction, int number, String id, String name, LocalDate until, LicenceStatus status) {
        CaseNumber caseNumber = new CaseNumber("registry-2020-" + number);
        if (issuer.find(transaction, caseNumber, REAL_ESTATE).isPresent()) {
            return;
        }
        LicenceDraft draft = draft(number, CitizenId.parse(id), name, until);
        IssuedLicence licence = issuer.issue(transaction, draft, caseNumber);
        issuer.change(transaction, licence.id(), status, "sandbox data");
        service.shelf().put(transaction, draft, licence.token());
    }

    private static LicenceDraft draft(int number, CitizenId holder, String name, LocalDate until) {
        LocalDate day = LocalDate.of(2020, 6, 1);
        return new LicenceDraft(
                LicenceId.make(REAL_ESTATE, Organisation.REAL_ESTATE_REGISTRY.code(), "HZ202000" + number, 1),
                "浙(2020)示例市不动产权第000" + number + "号",
                Organisation.REAL_ESTATE_REGISTRY.displayName(),
                day,
                day,
                until,
                List.of(new Holder(name, holder.value(), HolderCodeType.CITIZEN_ID)),
                Map.of(
                        "KZ_GYQK", "单独所有",
                        "KZ_ZL", "示例市西湖区文三路90号" + number + "幢302室",
                        "KZ_BDCDYH", "330106001001GB0000" + number + "F00010001",
                        "KZ_QLLX", "国有建设用地使用权/房屋所有权",
                        "KZ_QLXZ", "出让/市场化商品房",
                        "KZ_YT", "城镇住宅用地/住宅",
                        "KZ_MJ", "89.50"),
                Operation.NEW,
                null,
                null);
    }
}
