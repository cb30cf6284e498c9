package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.util.List;
import java.util.Map;

/**
 * The one signature of a message, from its headers, RFC 9421 section 4.
 *
 * @param input what it covers, from {@code Signature-Input}
 * @param value the octets, from {@code Signature}
 */
record MessageSignature(SignatureInput input, Bytes value) {
    static final String LABEL = "sig";

    /**
     * Reads both headers.
     *
     * @throws MalformedMessageException when one is missing, given twice, not strict, or names another or a second label
     */
    static MessageSignature of(Map<String, List<String>> headers) {
        Map<String, SignatureInput> inputs =
                StructuredField.innerLists("header signature-input", SignatureBase.field(headers, "signature-input"));
        Map<String, Bytes> values =
                StructuredField.byteSequences("header signature", SignatureBase.field(headers, "signature"));
        return new MessageSignature(only(inputs), only(values));
    }

    private static <T> T only(Map<String, T> members) {
        T member = members.get(LABEL);
        if (member == null || members.size() != 1) {
            throw new MalformedMessageException("message signature", "must be one, labelled " + LABEL);
        }
        return member;
    }

    @Override
    public String toString() {
        return "message signature of " + value;
    }
}
