package io.onevisit.examples.sandbox.fiscal;

import io.onevisit.examples.sandbox.FaultSwitch;

/**
 * What a fiscal platform and its line may do wrong (财政非税故障开关), to what they answer and to what they push. Those of F16 make a
 * frame that is not one, whatever pieces it comes in.
 */
public enum FiscalFault implements FaultSwitch {
    /** A push comes three times. One effect. */
    F06_REPEAT,
    /** The MAC is of another token. No answer; an answer that is none. */
    F09_WRONG_MAC,
    /** The XML is in UTF-8 and says GBK; the MAC is over that. No answer; an answer that is none. */
    F10_OTHER_CHARSET,
    /** A push is of one yuan more. Answered 99999, told by its reason. */
    F11_WRONG_AMOUNT,
    /** A push names another receiving account. Answered 99999, told by its reason. */
    F12_WRONG_ACCOUNT,
    /** A push is for a code that nobody gave out. Answered 99999, told by its reason. */
    F13_UNKNOWN_CODE,
    /** A frame comes in pieces of seven octets. It is a frame. */
    F16_PARTIAL_FRAME,
    /** A frame comes twice in one piece. Two frames on a line, none in one body. */
    F16_JOINED_FRAMES,
    /** A frame ends in the middle. None. */
    F16_CUT_FRAME,
    /** A frame has a length and a MAC that are right, and five million octets. None, and not read to its end. */
    F16_OVERLONG_FRAME,
    /** The length is one octet short. None. */
    F16_WRONG_LENGTH,
    /** The length counts characters. None. */
    F16_LENGTH_IN_CHARACTERS,
    /** What is asked is done, and not answered. Unknown; asked first. */
    F19_LOST_ANSWER
}
