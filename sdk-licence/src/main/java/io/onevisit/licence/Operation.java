package io.onevisit.licence;

import java.util.Arrays;
import java.util.Optional;

/** By which operation a licence came about (操作类型), codes of the housing ministry's licence interface. */
public enum Operation {
    /** 新发. */
    NEW("01"),
    /** 延续. */
    RENEW("02"),
    /** 转入. */
    TRANSFER_IN("08"),
    /** 变更. */
    CHANGE("09"),
    /** 其他. */
    OTHER("07");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** The two digits. */
    public String code() {
        return code;
    }

    /** The operation with these two digits. */
    public static Optional<Operation> of(String code) {
        return Arrays.stream(values())
                .filter(operation -> operation.code.equals(code))
                .findFirst();
    }
}
