package io.onevisit.core.id;

import io.onevisit.core.Rule;

/** What the identifiers of this package are checked for. */
final class IdRules {
    static final Rule CITIZEN_FORM = new Rule(
            "CITIZEN_FORM",
            "GB 11643-1999 and GB 11643-1989, structure (号码的结构)",
            "公民身份号码为17位数字加1位校验码，或15位数字",
            "a citizen number has 17 digits and a check character, or 15 digits");
    static final Rule CITIZEN_PROVINCE = new Rule(
            "CITIZEN_PROVINCE",
            "GB 11643-1999, address code (地址码); GB/T 2260",
            "前两位为省级行政区划代码",
            "the first two digits are the code of a province");
    static final Rule CITIZEN_CHECK = new Rule(
            "CITIZEN_CHECK",
            "GB 11643-1999, check character (校验码)",
            "末位为前17位的MOD 11-2校验码",
            "the last place is the MOD 11-2 check character of the 17 digits before it");
    static final Rule CITIZEN_CURRENT = new Rule(
            "CITIZEN_CURRENT",
            "Law on Resident Identity Cards, article 23 (居民身份证法第二十三条)",
            "为18位公民身份号码；15位号码仅可用于查找旧档",
            "the number has 18 places; one of 15 is a key to old records and proves nothing");
    static final Rule DIVISION_KNOWN =
            new Rule("DIVISION_KNOWN", "GB/T 2260", "行政区划代码曾经启用", "the division code is or was in use");
    static final Rule BIRTH_DATE = new Rule(
            "BIRTH_DATE", "GB 11643-1999, birth date (出生日期码)", "出生日期真实存在", "the birth date is a date of the calendar");
    static final Rule BIRTH_NOT_FUTURE = new Rule(
            "BIRTH_NOT_FUTURE", "GB 11643-1999, birth date (出生日期码)", "出生日期不晚于今日", "the birth date is not after today");

    static final Rule RESIDENCE_FORM = new Rule(
            "RESIDENCE_FORM",
            "State Council General Office 2018 No. 81 (港澳台居民居住证申领发放办法)",
            "居住证号码为17位数字加1位校验码",
            "a residence permit number has 17 digits and a check character");
    static final Rule RESIDENCE_ADDRESS = new Rule(
            "RESIDENCE_ADDRESS",
            "State Council General Office 2018 No. 81 (港澳台居民居住证申领发放办法)",
            "地址码为810000、820000或830000",
            "the address code is 810000, 820000 or 830000");
    static final Rule RESIDENCE_CHECK = new Rule(
            "RESIDENCE_CHECK",
            "GB 11643-1999, check character (校验码)",
            "末位为前17位的MOD 11-2校验码",
            "the last place is the MOD 11-2 check character of the 17 digits before it");

    static final Rule PERMANENT_FORM = new Rule(
            "PERMANENT_FORM",
            "GA 2102-2023",
            "永久居留号码为9开头的18位，或3位字母加12位数字",
            "a permanent residence number has 18 places from 9 on, or three letters and 12 digits");
    static final Rule PERMANENT_PROVINCE = new Rule(
            "PERMANENT_PROVINCE", "GA 2102-2023; GB/T 2260", "含省级行政区划代码", "the number holds the code of a province");
    static final Rule PERMANENT_CHECK = new Rule(
            "PERMANENT_CHECK",
            "GA 2102-2023; ICAO Doc 9303-3, 4.9",
            "末位校验码正确：新版MOD 11-2，旧版7-3-1",
            "the last place is the check character of the others: MOD 11-2, in the old form 7-3-1");
    static final Rule PERMANENT_NATIONALITY = new Rule(
            "PERMANENT_NATIONALITY",
            "GA 2102-2023; GB/T 2659.1, ISO 3166-1",
            "国籍代码为GB/T 2659.1中的现行代码",
            "the nationality is a code assigned in GB/T 2659.1");

    static final Rule PASSPORT_FORM = new Rule(
            "PASSPORT_FORM",
            "ICAO Doc 9303-4, document number",
            "护照号码为5至9位大写字母和数字，至少含1位数字",
            "a passport number has 5 to 9 capital letters and digits, at least one of them a digit");
    static final Rule PASSPORT_CHINESE = new Rule(
            "PASSPORT_CHINESE",
            "Exit and Entry Administration, passport numbers (护照号码)",
            "为中华人民共和国护照号码格式",
            "the number has a form that passports of China have");

    static final Rule TRAVEL_PERMIT_FORM = new Rule(
            "TRAVEL_PERMIT_FORM",
            "Exit and Entry Administration, travel permits (来往内地通行证、来往大陆通行证)",
            "通行证号码为8位或10位数字，港澳居民的前加H或M",
            "a travel permit number has 8 or 10 digits, after H or M for residents of Hong Kong and Macao");

    static final Rule CREDIT_FORM = new Rule(
            "CREDIT_FORM",
            "GB 32100-2015, structure (代码构成)",
            "统一社会信用代码为18位，不含I、O、S、V、Z，第3至8位为数字",
            "a credit code has 18 digits and capitals without I, O, S, V, Z, digits in places 3 to 8");
    static final Rule CREDIT_CATEGORY = new Rule(
            "CREDIT_CATEGORY",
            "GB 32100-2015, department and category (登记管理部门代码、机构类别代码)",
            "登记管理部门代码和机构类别代码已知",
            "the pair of department and category is one known to be in use");
    static final Rule CREDIT_DIVISION = new Rule(
            "CREDIT_DIVISION",
            "GB 32100-2015, division code of the registrar (登记管理机关行政区划码)",
            "登记管理机关行政区划码曾经启用，或为100000",
            "the registrar's division code is or was in use, or is 100000");
    static final Rule CREDIT_ORGANISATION = new Rule(
            "CREDIT_ORGANISATION",
            "GB 32100-2015, subject code (主体标识码); GB 11714-1997",
            "第9至17位为校验码正确的组织机构代码",
            "places 9 to 17 are an organisation code with a right check character");
    static final Rule CREDIT_CHECK = new Rule(
            "CREDIT_CHECK",
            "GB 32100-2015, check character (校验码)",
            "末位为前17位的校验码",
            "the last place is the check character of the 17 before it");

    static final Rule ORGANISATION_FORM = new Rule(
            "ORGANISATION_FORM",
            "GB 11714-1997, structure (代码的结构)",
            "组织机构代码为8位数字或大写字母加1位校验码",
            "an organisation code has 8 digits or capitals and a check character");
    static final Rule ORGANISATION_CHECK = new Rule(
            "ORGANISATION_CHECK",
            "GB 11714-1997, check character (校验码)",
            "末位为前8位的校验码",
            "the last place is the check character of the 8 before it");

    static final Rule DIVISION_FORM = new Rule(
            "DIVISION_FORM",
            "GB/T 2260",
            "行政区划代码为6位数字，首位不为0",
            "a division code has six digits and does not start with 0");

    static final Rule POSTAL_FORM = new Rule(
            "POSTAL_FORM",
            "UPU S10; China Post",
            "邮件号码为2位字母、9位数字、2位字母，或13位数字",
            "a postal item number has two letters, nine digits and two letters, or 13 digits");
    static final Rule POSTAL_CHECK = new Rule(
            "POSTAL_CHECK",
            "UPU S10, check digit",
            "第11位为前8位数字的校验码",
            "the ninth digit is the check digit of the eight before it");

    private IdRules() {}
}
