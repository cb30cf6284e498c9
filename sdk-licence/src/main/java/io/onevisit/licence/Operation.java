package io.onevisit.licence;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with a licence (操作类型), codes of the housing ministry's licence interface. */
public enum Operation {
    /** 新发: issued for the first time. */
    NEW("01", "新发", "new"),
    /** 延续: the same licence for a further time. */
    RENEW("02", "延续", "renewed"),
    /** 暂扣: withheld. */
    SUSPEND("03", "暂扣", "suspended"),
    /** 过期失效: no longer in force. */
    LAPSE("04", "过期失效", "lapsed"),
    /** 注销: cancelled. */
    CANCEL("05", "注销", "cancelled"),
    /** 暂扣发还: in force again. */
    RETURN("06", "暂扣发还", "given back"),
    /** 其他. */
    OTHER("07", "其他", "other"),
    /** 转入: taken over from another issuer. */
    TRANSFER_IN("08", "办理转入", "transferred in"),
    /** 变更: the same licence with other contents. */
    CHANGE("09", "变更", "changed"),
    /** 撤销办理转出: a transfer to another issuer is undone. */
    UNDO_TRANSFER("10", "撤销办理转出", "transfer undone");

    private final String code;
    private final String nameZh;
    private final String nameEn;

    Operation(String code, String nameZh, String nameEn) {
        this.code = code;
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

    /** The operation with these two digits. */
    public static Optional<Operation> of(String code) {
        return Arrays.stream(values())
                .filter(operation -> operation.code.equals(code))
                .findFirst();
    }

    /** True for the operations by which a licence comes about; the others change the state of one that is there. */
    public boolean issues() {
        return switch (this) {
            case NEW, RENEW, TRANSFER_IN, CHANGE, UNDO_TRANSFER, OTHER -> true;
            case SUSPEND, LAPSE, CANCEL, RETURN -> false;
        };
    }

    /** True for the operations that make the next version of the same licence. */
    boolean makesNextVersion() {
        return this == RENEW || this == CHANGE || this == UNDO_TRANSFER;
    }

    /** True when a licence that came about so can replace {@code predecessor}; a later version always replaces the one before. */
    boolean permits(LicenceId id, @Nullable LicenceId predecessor) {
        if (makesNextVersion() || id.version() > 1) {
            return mayMakeNextVersion() && predecessor != null && id.isNextVersionOf(predecessor);
        }
        return switch (this) {
            case NEW -> predecessor == null;
            case TRANSFER_IN -> predecessor != null && !predecessor.issuerCode().equals(id.issuerCode());
            default -> !id.equals(predecessor);
        };
    }

    private boolean mayMakeNextVersion() {
        return makesNextVersion() || this == OTHER;
    }
}
