package io.onevisit.licence.status;

import io.onevisit.core.Rule;

/** What is checked about a status list token and with it, in the order of section 8.3. */
final class StatusRules {
    private static final String DRAFT = "draft-ietf-oauth-status-list-20 ";

    static final Rule FORMAT = new Rule(
            "STATUS_LIST_FORMAT",
            DRAFT + "5.1",
            "状态列表令牌格式正确，类型为 statuslist+jwt",
            "a status list token of type statuslist+jwt");
    static final Rule SIGNATURE = new Rule(
            "STATUS_LIST_SIGNATURE", DRAFT + "8.3 step 3", "状态列表由可信密钥签名", "the list is signed with a trusted key");
    static final Rule SUBJECT = new Rule(
            "STATUS_LIST_SUBJECT", DRAFT + "8.3 step 4.a", "主题与状态引用地址一致", "its subject is the address asked for");
    static final Rule ISSUED =
            new Rule("STATUS_LIST_ISSUED", DRAFT + "8.3 step 4.b", "签发时间不在将来", "it was not signed in the future");
    static final Rule EXPIRY =
            new Rule("STATUS_LIST_EXPIRY", DRAFT + "8.3 step 4.c", "状态列表未过期", "the list has not expired");
    static final Rule CONTENT =
            new Rule("STATUS_LIST_CONTENT", DRAFT + "4.1, 4.2", "状态列表可在限额内解压", "the list inflates within the limits");

    static final Rule NEWEST = new Rule(
            "STATUS_LIST_NEWEST",
            DRAFT + "8.3 step 4.b",
            "晚于已见过的状态列表，或与其内容相同",
            "it is newer than the one seen before, or says the same at the same second");
    static final Rule LIST = new Rule(
            "LICENCE_STATUS_LIST",
            DRAFT + "8.3 steps 2 to 4",
            "已取得可信且未过期的状态列表",
            "a trusted, fresh status list is at hand");
    static final Rule STATUS = new Rule("LICENCE_STATUS", DRAFT + "7.1, 8.3 step 5", "证照有效", "the licence is in force");

    private StatusRules() {}
}
