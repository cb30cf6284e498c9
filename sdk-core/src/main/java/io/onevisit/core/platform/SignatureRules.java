package io.onevisit.core.platform;

import io.onevisit.core.Rule;

/** What is checked of a signed message, in the order of RFC 9421 section 3.2. */
final class SignatureRules {
    static final Rule ADDRESS = new Rule(
            "MESSAGE_ADDRESS",
            "RFC 9421 2.2.2, 7.2.2",
            "报文是发给本方地址的",
            "the message is for the address of this receiver");
    static final Rule FORM = new Rule(
            "MESSAGE_SIGNATURE_FORM",
            "RFC 9421 4.1, 4.2",
            "报文恰有一个签名，标签为 sig，首部各出现一次",
            "the message has exactly one signature, labelled sig, and each header once");
    static final Rule COVERAGE = new Rule(
            "MESSAGE_SIGNATURE_COVERAGE",
            "RFC 9421 3.2.1",
            "签名覆盖约定的全部组成部分，不多不少",
            "the signature covers each component agreed on, and no others");
    static final Rule PARAMETERS = new Rule(
            "MESSAGE_SIGNATURE_PARAMETERS",
            "RFC 9421 2.3",
            "签名参数为约定的各项，不多不少",
            "the signature has each parameter agreed on, and no others");
    static final Rule TAG =
            new Rule("MESSAGE_SIGNATURE_TAG", "RFC 9421 2.3", "签名标记为 onevisit", "the signature's tag is onevisit");
    static final Rule NONCE = new Rule(
            "MESSAGE_SIGNATURE_NONCE",
            "RFC 9421 2.3, 7.2.2",
            "随机数为不少于 16 字节的 base64url",
            "the nonce is base64url of at least 16 octets");
    static final Rule TIME = new Rule(
            "MESSAGE_SIGNATURE_TIME",
            "RFC 9421 2.3, 7.2.2",
            "签名时间在允许的时钟偏差之内",
            "the signature was created within the allowed window of time");
    static final Rule KEY = new Rule(
            "MESSAGE_SIGNATURE_KEY", "RFC 9421 3.2.1", "密钥标识属于已知的对方密钥", "the key id is of a known key of the sender");
    static final Rule ALGORITHM = new Rule(
            "MESSAGE_SIGNATURE_ALGORITHM",
            "RFC 9421 3.2, 7.3.6",
            "签名算法与密钥的算法一致",
            "the algorithm named is the one the key is for");
    static final Rule DIGEST = new Rule(
            "MESSAGE_CONTENT_DIGEST", "RFC 9530 2, RFC 9421 7.2.8", "正文摘要与正文一致", "the content digest is of the body");
    static final Rule VALUE =
            new Rule("MESSAGE_SIGNATURE_VALUE", "RFC 9421 3.2", "签名值验证通过", "the signature value verifies");

    private SignatureRules() {}
}
