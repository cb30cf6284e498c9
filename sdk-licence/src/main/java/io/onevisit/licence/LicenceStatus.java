package io.onevisit.licence;

import io.onevisit.licence.status.StatusList;
import java.util.Arrays;
import java.util.Optional;

/** The state of a licence (证照状态), codes of the housing ministry's licence interface, and what verifiers see of it. */
public enum LicenceStatus {
    /** 有效: in force. */
    VALID("01", StatusList.VALID, "有效", "in force"),
    /** 暂扣: withheld, may come back. */
    SUSPENDED("02", StatusList.SUSPENDED, "暂扣", "withheld"),
    /** 撤销: the grant was wrong and is taken back. */
    WITHDRAWN("03", StatusList.INVALID, "撤销", "withdrawn"),
    /** 注销: cancelled, for example on the holder's request. */
    CANCELLED("04", StatusList.INVALID, "注销", "cancelled"),
    /** 失效: no longer in force, for example since a new version replaced it. */
    LAPSED("05", StatusList.INVALID, "失效", "lapsed"),
    /** 办理转出: transferred to another issuer. */
    TRANSFERRED_OUT("06", StatusList.INVALID, "办理转出", "transferred out"),
    /** 吊销: revoked as a penalty. */
    REVOKED("07", StatusList.INVALID, "吊销", "revoked"),
    /** 其他: not in force for another reason; may come back. */
    OTHER("99", LicenceStatus.APPLICATION_SPECIFIC, "其他", "other");

    /** In the status list: not in force, and why is for the application to know; section 7.1. */
    private static final int APPLICATION_SPECIFIC = 3;

    private final String code;
    private final int listValue;
    private final String nameZh;
    private final String nameEn;

    LicenceStatus(String code, int listValue, String nameZh, String nameEn) {
        this.code = code;
        this.listValue = listValue;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    /** The two digits. */
    public String code() {
        return code;
    }

    /** The name in Chinese. */
    public String nameZh() {
        return nameZh;
    }

    /** The name in English. */
    public String nameEn() {
        return nameEn;
    }

    /** The value in the status list; the reason stays with the issuer. */
    public int listValue() {
        return listValue;
    }

    /** The state with these two digits. */
    public static Optional<LicenceStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code.equals(code))
                .findFirst();
    }

    /** False for the states from which there is no way back. */
    public boolean isReversible() {
        return listValue != StatusList.INVALID;
    }

    /** By which operation a licence comes into this state. */
    Operation operation() {
        return switch (this) {
            case VALID -> Operation.RETURN;
            case SUSPENDED -> Operation.SUSPEND;
            case CANCELLED -> Operation.CANCEL;
            case LAPSED -> Operation.LAPSE;
            case WITHDRAWN, TRANSFERRED_OUT, REVOKED, OTHER -> Operation.OTHER;
        };
    }
}
