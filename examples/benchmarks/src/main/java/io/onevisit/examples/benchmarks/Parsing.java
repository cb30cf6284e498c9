package io.onevisit.examples.benchmarks;

import cn.hutool.core.util.CreditCodeUtil;
import cn.hutool.core.util.IdcardUtil;
import io.onevisit.core.MatterCode;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.id.OrganisationCode;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.Passport;
import io.onevisit.core.id.PermanentResidence;
import io.onevisit.core.id.PostalItemNumber;
import io.onevisit.core.id.ResidencePermit;
import io.onevisit.core.id.TravelPermit;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Parsing one identifier; a method whose name ends in {@code Hutool} asks that library about the same numbers. All
 * numbers are right, so every check is made. They are specimens of standards and of other projects' tests.
 */
public class Parsing extends Steady {
    private final Numbers citizens = new Numbers(
            "11010519491231002X",
            "360426199101010071",
            "110101199003078670",
            "440308199901101512",
            "500154199804106120",
            "330105197810270025",
            "362324198001010014",
            "430302199312194239");
    private final Numbers legacyCitizens = new Numbers("610104620927690", "110105491231002");
    private final Numbers permits = new Numbers("810000199408230021", "830000199201300022");
    private final Numbers residents = new Numbers("932682198501010017", "911124198108030024", "911398199012310021");
    private final Numbers legacyResidents = new Numbers("KAZ110090123105");
    private final Numbers passports = new Numbers("E12345678", "EF1260892", "L898902C3");
    private final Numbers travelPermits = new Numbers("H12345678", "12345678", "M1234567801");
    private final Numbers companies = new Numbers(
            "91350100M000100Y43",
            "91330106MA27Y4U47R",
            "91110000600037341L",
            "9131012056010553X5",
            "91340600MA2PBM9HXD",
            "91620105L015101280",
            "911522010783762860",
            "121200004013590816");
    private final Numbers organisations = new Numbers("D2143569X", "MA27Y4U47", "123456788");
    private final Numbers postalItems = new Numbers("RR473124829GB", "EE876543216CA", "1234567890123");
    private final Numbers divisions = new Numbers("330106", "419001");
    private final Numbers matters = new Numbers("000115015005", "11450000007565194H200011501500504");

    /** Numbers taken in turn. */
    private static final class Numbers {
        private final String[] numbers;
        private int next;

        Numbers(String... numbers) {
            this.numbers = numbers;
        }

        String next() {
            next = next + 1 == numbers.length ? 0 : next + 1;
            return numbers[next];
        }
    }

    @Benchmark
    public CitizenId citizenId() {
        return CitizenId.parse(citizens.next());
    }

    @Benchmark
    public boolean citizenIdHutool() {
        return sure(IdcardUtil.isValidCard18(citizens.next()));
    }

    @Benchmark
    public CitizenId citizenIdOf15Digits() {
        return CitizenId.parse(legacyCitizens.next());
    }

    @Benchmark
    public boolean citizenIdOf15DigitsHutool() {
        return sure(IdcardUtil.isValidCard15(legacyCitizens.next()));
    }

    @Benchmark
    public ResidencePermit residencePermit() {
        return ResidencePermit.parse(permits.next());
    }

    @Benchmark
    public boolean residencePermitHutool() {
        return sure(IdcardUtil.isValidCard18(permits.next()));
    }

    @Benchmark
    public PermanentResidence permanentResidence() {
        return PermanentResidence.parse(residents.next());
    }

    @Benchmark
    public PermanentResidence permanentResidenceOf15Places() {
        return PermanentResidence.parse(legacyResidents.next());
    }

    @Benchmark
    public Passport passport() {
        return Passport.parse(passports.next());
    }

    @Benchmark
    public TravelPermit travelPermit() {
        return TravelPermit.parse(travelPermits.next());
    }

    @Benchmark
    public CreditCode creditCode() {
        return CreditCode.parse(companies.next());
    }

    @Benchmark
    public boolean creditCodeHutool() {
        return sure(CreditCodeUtil.isCreditCode(companies.next()));
    }

    @Benchmark
    public OrganisationCode organisationCode() {
        return OrganisationCode.parse(organisations.next());
    }

    @Benchmark
    public PostalItemNumber postalItemNumber() {
        return PostalItemNumber.parse(postalItems.next());
    }

    @Benchmark
    public DivisionCode divisionCode() {
        return DivisionCode.parse(divisions.next());
    }

    @Benchmark
    public MatterCode matterCode() {
        return new MatterCode(matters.next());
    }

    /** Six parsers, most of which refuse. */
    @Benchmark
    public List<PartyId> detect() {
        return PartyId.detect(citizens.next());
    }
}
