package io.onevisit.licence;

import io.onevisit.core.Rule;

/** What is checked about a licence identifier, in the order of its parts. */
final class LicenceIdRules {
    private static final String STANDARD = "GB/T 36904-2018";
    private static final String CHECK_STANDARD = "GB/T 36904-2018, ISO/IEC 7064 MOD 37,36";

    static final Rule PARTS = new Rule(
            "LICENCE_ID_PARTS",
            STANDARD,
            "标识由根代码 1.2.156.3005.2 和五段组成",
            "an identifier has the root 1.2.156.3005.2 and five parts");
    static final Rule TYPE = new Rule(
            "LICENCE_ID_TYPE",
            STANDARD,
            "证照类型代码为定义机构的有效统一社会信用代码加 3 位数字",
            "the type is a valid credit code, of the authority that defines it, then 3 digits");
    static final Rule ISSUER =
            new Rule("LICENCE_ID_ISSUER", STANDARD, "颁发机构代码为有效的统一社会信用代码", "the issuer is a valid credit code");
    static final Rule SERIAL = new Rule(
            "LICENCE_ID_SERIAL", STANDARD, "流水号为 1 至 64 位数字和大写字母", "the serial has 1 to 64 digits and capital letters");
    static final Rule VERSION = new Rule("LICENCE_ID_VERSION", STANDARD, "版本号为 001 至 999", "the version is 001 to 999");
    static final Rule CHECK = new Rule(
            "LICENCE_ID_CHECK", CHECK_STANDARD, "校验位与前面各段相符", "the check character follows from the parts before it");
    static final Rule CHECK_LETTERS_FROM_ELEVEN = new Rule(
            "LICENCE_ID_CHECK_LETTERS_FROM_ELEVEN",
            CHECK_STANDARD,
            "校验位由误将字母从 11 起计数的程序算出",
            "the check character was made by a program that wrongly counts letters from 11");

    private LicenceIdRules() {}
}
