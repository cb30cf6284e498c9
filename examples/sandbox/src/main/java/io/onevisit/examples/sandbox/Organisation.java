package io.onevisit.examples.sandbox;

/** The synthetic organisations of the sandbox, with unified social credit codes whose check characters are right. */
public enum Organisation {
    PLATFORM("11330000MB9D00551F", "示例省政务服务平台"),
    DEPARTMENT("11330106MB9D00113N", "示例市政务服务局"),
    REAL_ESTATE_REGISTRY("11330100MB9D00332A", "示例市自然资源和规划局"),
    SEAL_AUTHORITY("91330000MA9D00662Y", "示例省印章制作中心"),
    BANK("91330106MA9D00443G", "示例银行"),
    SECOND_BANK("91330106MA9D008815", "示例第二银行");

    private final String code;
    private final String displayName;

    Organisation(String code, String displayName) {
        this.code = code;
        this.displayName = displayName;
    }

    /** The unified social credit code. */
    public String code() {
        return code;
    }

    /** The name in Chinese. */
    public String displayName() {
        return displayName;
    }
}
