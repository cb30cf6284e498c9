package io.onevisit.licence.approval;

import io.onevisit.core.Rule;

/** What is checked about the things that a matter needs, beyond each being good. */
final class RequirementRules {
    private static final String DECISION = "OneVisit decision at once";

    static final Rule ANSWERED = new Rule("REQUIRED_ANSWERED", DECISION, "查询已得到可信的答复", "the source gave an answer");
    static final Rule HELD = new Rule("REQUIRED_HELD", DECISION, "已查到该类证照", "a licence of the type is held");
    static final Rule VERIFIED = new Rule("REQUIRED_VERIFIED", DECISION, "核验时间在允许范围内", "it was verified lately enough");
    static final Rule HOLDER = new Rule("REQUIRED_HOLDER", DECISION, "申请人为持证主体", "the applicant holds it");
    static final Rule FIELDS =
            new Rule("REQUIRED_FIELDS", DECISION, "所需信息项均已披露", "the fields that are needed are disclosed");
    static final Rule REMAINING =
            new Rule("REQUIRED_REMAINING", DECISION, "剩余有效期满足要求", "it stays valid for as long as is needed");

    static final Rule RECORDED = new Rule("REQUIRED_RECORD", DECISION, "已查到该项数据", "there is a record");
    static final Rule MATCHED =
            new Rule("REQUIRED_MATCHED", DECISION, "申报信息与记录一致", "the record confirms what was claimed");
    static final Rule SUBJECT = new Rule("REQUIRED_SUBJECT", DECISION, "记录所述之人为申请人", "the record is of the applicant");
    static final Rule DATA_SET = new Rule("REQUIRED_DATA_SET", DECISION, "记录出自所需数据集", "the record is of the data set");
    static final Rule RECORD_FIELDS =
            new Rule("REQUIRED_RECORD_FIELDS", DECISION, "所需数据项均不为空", "the fields that are needed are there");
    static final Rule FRESH = new Rule("REQUIRED_FRESH", DECISION, "数据时点满足要求", "the record is new enough");

    static final Rule AGE_SOURCE =
            new Rule("REQUIRED_AGE_SOURCE", DECISION, "出生日期的来源符合要求", "the source of the birth date is met");
    static final Rule BIRTH_DATE = new Rule(
            "REQUIRED_BIRTH_DATE", DECISION, "出生日期有效且不晚于计算日", "the birth date is a day not after the day that counts");
    static final Rule OLD_ENOUGH = new Rule("REQUIRED_OLD_ENOUGH", DECISION, "已满最低年龄", "the applicant is old enough");
    static final Rule YOUNG_ENOUGH =
            new Rule("REQUIRED_YOUNG_ENOUGH", DECISION, "未超过最高年龄", "the applicant is not too old");

    private RequirementRules() {}
}
