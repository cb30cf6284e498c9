package io.onevisit.licence.approval;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.record.FieldMatch;
import io.onevisit.core.record.IdentityRecord;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.ShareAnswer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may be found about an applicant: real licences of a bureau, and records. */
final class Office {
    static final PartyId ZHANG = Bureau.ZHANG;
    static final CitizenId STRANGER = CitizenId.parse("34052419800101001X");

    /** 20:00 on 21 November in China. */
    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
    private final IssuedLicence issued = bureau.issue();

    HeldLicence good() {
        return held(verifier().verify(issued.token()));
    }

    Licence licence() {
        return good().report().orThrow();
    }

    HeldLicence showing(String... pointers) {
        String shown =
                LicenceToken.parse(issued.token()).present(Set.of(pointers)).compact();
        return held(bureau.verifier().verify(shown));
    }

    HeldLicence revoked() {
        Bureau other = new Bureau(SignatureAlgorithm.SM2);
        IssuedLicence licence = other.issue();
        other.change(licence.id(), LicenceStatus.REVOKED);
        return held(other.verifier().verify(licence.token()));
    }

    HeldLicence until(LocalDate day) {
        Bureau other = new Bureau(SignatureAlgorithm.SM2);
        IssuedLicence licence = other.issue(Bureau.until(LocalDate.of(2026, 11, 21), day), Bureau.CASE);
        return held(other.verifier().verify(licence.token()));
    }

    HeldLicence withoutStatusList() {
        LicenceVerifier offline =
                new LicenceVerifier(bureau.trusted(), uri -> Optional.empty(), Bureau.CLOCK, Limits.DEFAULT);
        return held(offline.verify(issued.token()));
    }

    HeldLicence rubbish() {
        return held(verifier().verify("rubbish"));
    }

    HeldLicence disguised(String statedType) {
        return new HeldLicence(statedType, good().report(), AT);
    }

    private LicenceVerifier verifier() {
        return bureau.verifier();
    }

    private static HeldLicence held(Report<Licence> report) {
        return new HeldLicence(Bureau.TYPE, report, AT);
    }

    static ShareAnswer<Iterable<HeldLicence>> found(HeldLicence... licences) {
        return new ShareAnswer.Found<>(List.of(licences));
    }

    /** These licences, and then a page that does not come. */
    static ShareAnswer<Iterable<HeldLicence>> brokenAfter(HeldLicence... licences) {
        Iterator<HeldLicence> some = Arrays.asList(licences).iterator();
        return new ShareAnswer.Found<>(() -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!some.hasNext()) {
                    throw unreachable();
                }
                return true;
            }

            @Override
            public HeldLicence next() {
                return some.next();
            }
        });
    }

    static ShareAnswer<Iterable<HeldLicence>> notFound() {
        return new ShareAnswer.NotFound<>();
    }

    static ShareAnswer<Iterable<HeldLicence>> notPermitted() {
        return new ShareAnswer.NotPermitted<>(new Refusal("not-permitted", "no", null));
    }

    static ShareAnswer<Iterable<HeldLicence>> unavailable() {
        return new ShareAnswer.Unavailable<>(unreachable());
    }

    private static PlatformUnreachableException unreachable() {
        return new PlatformUnreachableException("licences.held", "no answer", null);
    }

    static RecordAnswer record(PartyId subject, String dataSet, Instant asOf, List<Map<String, String>> rows) {
        return new RecordAnswer.Found(new IdentityRecord(subject, dataSet, rows, "示例省公安厅", asOf, 0));
    }

    static RecordAnswer record(PartyId subject, String dataSet, Instant asOf, Map<String, String> row) {
        return record(subject, dataSet, asOf, List.of(row));
    }

    static RecordAnswer population(Map<String, String> row) {
        return record(ZHANG, "population", AT, row);
    }

    static RecordAnswer born(String birthDate) {
        return population(Map.of("name", "张三", "birthDate", birthDate));
    }

    static RecordAnswer noRecord() {
        return new RecordAnswer.NotFound();
    }

    static RecordAnswer recordNotPermitted() {
        return new RecordAnswer.NotPermitted(new Refusal("not-permitted", "no", null));
    }

    static RecordAnswer recordUnavailable() {
        return new RecordAnswer.Unavailable(new MalformedMessageException("record", "is broken"));
    }

    static RecordAnswer notMatched(FieldMatch match) {
        return new RecordAnswer.NotMatched(Map.of("name", match), 0);
    }
}
