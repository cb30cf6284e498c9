package io.onevisit.examples.sandbox.fiscal;

/** What a fiscal platform and its line may do wrong, to what they answer and to what they push. */
public enum FiscalFault {
    /** F16: every frame comes in pieces of seven octets. */
    PARTIAL_FRAME,
    /** F16: every frame comes twice in one piece. */
    JOINED_FRAMES,
    /** F16: the frame ends in the middle. */
    CUT_FRAME,
    /** F16: the length counts characters. */
    WRONG_LENGTH,
    /** F09: the MAC is of another token. */
    WRONG_MAC,
    /** F10: the XML is in UTF-8 and says GBK; the MAC is over that. */
    OTHER_CHARSET,
    /** F11: a push is of one yuan more. */
    WRONG_AMOUNT,
    /** F12: a push names another receiving account. */
    WRONG_ACCOUNT,
    /** F06: a push comes three times. */
    REPEAT,
    /** F19: what is asked is done, and not answered. */
    LOST_ANSWER,
    /** F13: a push is for a code that nobody gave out. */
    UNKNOWN_CODE
}
