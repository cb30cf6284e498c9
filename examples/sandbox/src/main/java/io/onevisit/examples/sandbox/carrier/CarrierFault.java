package io.onevisit.examples.sandbox.carrier;

/** What can go wrong with a carrier (承运商故障开关), to be switched on by name. */
public enum CarrierFault {
    /** The carrier acts, and the connection is cut before its answer. */
    LOST_ANSWER,
    /** The carrier acts, and never answers. */
    NO_ANSWER,
    /** The carrier acts, and a gateway answers with a page in its place. */
    GATEWAY_PAGE,
    /** The carrier acts, and sends its answer to another place. */
    REDIRECT,
    /** The carrier acts, and its answer does not end. */
    HUGE_ANSWER,
    /** The carrier acts, and its answer is cut in the middle. */
    CUT_ANSWER,
    /** Waybill numbers come as JSON numbers. */
    NUMBER_AS_ID,
    /** The result, which is JSON in a text, is the empty text. */
    EMPTY_RESULT,
    /** The result is the text {@code null}. */
    NULL_RESULT,
    /** The carrier acts, and answers about another order. */
    OTHER_ORDER,
    /** The carrier says no, by a code of its table, with status 200. */
    REFUSAL,
    /** The carrier says no, by a code that nobody knows, with status 200. */
    UNKNOWN_CODE,
    /** The carrier says yes, and beside it that it has not done what it was asked, or not what that came to. */
    HALF_YES,
    /** What may be left out comes as an empty text or as null. */
    EMPTY_MEMBERS,
    /** Labels are said to be at another host. */
    FOREIGN_LABEL,
    /** Labels are neither PDF nor PNG. */
    WRONG_LABEL,
    /** Labels are sent for to another place. */
    LABEL_REDIRECT,
    /** Labels do not end. */
    HUGE_LABEL
}
