package io.onevisit.licence;

import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.id.Passport;
import io.onevisit.core.id.PermanentResidence;
import io.onevisit.core.id.ResidencePermit;
import io.onevisit.core.id.TravelPermit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What sort of code names a holder (持证主体代码类型), GB/T 36903-2018 annex A as tabled in systems in use. */
public enum HolderCodeType {
    /** 统一社会信用代码, GB 32100. */
    CREDIT_CODE("001", "统一社会信用代码", CreditCode.TYPE),
    /** Other code of an organisation. */
    OTHER_ORGANISATION("099", "其他法人或其他组织有效证件代码"),
    /** 公民身份号码, GB 11643. */
    CITIZEN_ID("111", "公民身份号码", CitizenId.TYPE),
    /** Card of an army officer. */
    ARMY_OFFICER("114", "军官证"),
    /** Card of an officer of the armed police. */
    ARMED_POLICE_OFFICER("115", "武警警官证"),
    /** Card of a soldier. */
    SOLDIER("118", "士兵证"),
    /** Card of a soldier of the armed police. */
    ARMED_POLICE_SOLDIER("119", "武警士兵证"),
    /** Card of a civil servant of the army. */
    ARMY_CIVILIAN("120", "军队文职干部证"),
    /** Card of a civil servant of the armed police. */
    ARMED_POLICE_CIVILIAN("122", "武警文职干部证"),
    /** Diplomatic passport. */
    DIPLOMATIC_PASSPORT("411", "外交护照", Passport.TYPE),
    /** Service passport. */
    SERVICE_PASSPORT("412", "公务护照", Passport.TYPE),
    /** Passport for public affairs. */
    PUBLIC_AFFAIRS_PASSPORT("413", "公务普通护照", Passport.TYPE),
    /** Ordinary passport. */
    PASSPORT("414", "普通护照", Passport.TYPE),
    /** Mainland travel permit of a resident of Taiwan. */
    TAIWAN_PERMIT("511", "台湾居民来往大陆通行证", TravelPermit.TYPE),
    /** Mainland travel permit of a resident of Hong Kong or Macao. */
    HONG_KONG_MACAO_PERMIT("516", "港澳居民来往内地通行证", TravelPermit.TYPE),
    /** Other code of a person. */
    OTHER_PERSON("999", "其他自然人有效证件代码", ResidencePermit.TYPE, PermanentResidence.TYPE);

    private final String code;
    private final String nameZh;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<String> partyTypes;

    HolderCodeType(String code, String nameZh, String... partyTypes) {
        this.code = code;
        this.nameZh = nameZh;
        this.partyTypes = Set.of(partyTypes);
    }

    /** The three digits of the annex. */
    public String code() {
        return code;
    }

    /** The name in Chinese. */
    public String nameZh() {
        return nameZh;
    }

    /** True when a number of the type of {@code id} can stand under this type. */
    public boolean admits(PartyId id) {
        return partyTypes.contains(id.type());
    }

    /** The type with these three digits. */
    public static Optional<HolderCodeType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
