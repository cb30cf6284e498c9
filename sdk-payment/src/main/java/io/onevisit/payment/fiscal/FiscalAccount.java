package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a fiscal platform has agreed on with a department (接入账户). {@code toString} leaves out the token.
 *
 * <p>The token is all that proves a message, both ways: the MAC is a plain SHA-256 over token and XML, without time and
 * without number, so a recorded message passes again. Keep the line itself private.
 *
 * @param node the department's node code (节点编码): {@code K3206820002}
 * @param platformNode the platform's: {@code F320682}
 * @param division the division (行政区划), six digits
 * @param token as it goes into the MAC, 8 to 256 octets
 * @param unknownBill result codes by which this platform says that it does not know a bill; public sources do not name
 *     them for this form, {@code 11001} is that of the JSON form
 */
public record FiscalAccount(String node, String platformNode, String division, Bytes token, Set<String> unknownBill) {
    private static final Pattern NODE = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final Pattern DIVISION = Pattern.compile("[0-9]{6}");

    public FiscalAccount {
        Require.that(NODE.matcher(Require.present(node, "node")).matches(), "node", "must be letters and digits");
        Require.that(
                NODE.matcher(Require.present(platformNode, "platform node")).matches(),
                "platform node",
                "must be letters and digits");
        Require.that(!node.equals(platformNode), "platform node", "must not be the department's own");
        Require.that(
                DIVISION.matcher(Require.present(division, "division")).matches(), "division", "must be six digits");
        int octets = Require.present(token, "token").length();
        Require.that(octets >= 8 && octets <= 256, "token", "must have 8 to 256 octets");
        unknownBill = Set.copyOf(Require.present(unknownBill, "codes of unknown bills"));
    }

    /** The two nodes only. */
    @Override
    public String toString() {
        return "account of " + node + " at " + platformNode;
    }
}
