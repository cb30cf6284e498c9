package io.onevisit.payment.fiscal;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.FiscalReceipt;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address printed on a receipt, where anybody can look it up (查验地址): {@code
 * https://HOST/einvoice/VERSION.CODE.NUMBER.RANDOM}. Opening it is the caller's.
 *
 * @param version of the receipt's form: {@code 1.1.0}
 * @param name code and number
 * @param checkCode 6 letters and digits
 */
public record ReceiptCheck(String version, FiscalReceipt name, String checkCode) {
    private static final String FORMAT = "receipt check address";
    private static final int MAX_LENGTH = 512;
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){0,2}");
    private static final Pattern LAST = Pattern.compile(
            "(?:/[A-Za-z0-9_-]{1,64}){0,4}/einvoice/([0-9.]{1,11})\\.([0-9]{8})\\.([0-9]{10})\\.([0-9A-Za-z]{6})");

    public ReceiptCheck {
        Require.that(VERSION.matcher(Require.present(version, "version")).matches(), "version", "must be numbers");
        Require.present(name, "receipt name");
        ElectronicReceipt.requireCheckCode(checkCode);
    }

    /**
     * Reads an address.
     *
     * @param hosts the ones that receipts are looked up at in this region; another host is a forgery's
     * @throws MalformedMessageException when it is of another form or host
     */
    public static ReceiptCheck parse(String address, Set<String> hosts) {
        Require.present(address, "address");
        Require.present(hosts, "hosts");
        URI uri = uri(address);
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!"https".equals(uri.getScheme()) || !plain || uri.getPort() != -1) {
            throw new MalformedMessageException(FORMAT, "must be https, of host and path");
        }
        if (uri.getHost() == null || !hosts.contains(uri.getHost())) {
            throw new MalformedMessageException(FORMAT, "is of a host that is not known");
        }
        Matcher path = LAST.matcher(uri.getRawPath());
        if (!path.matches() || !VERSION.matcher(path.group(1)).matches()) {
            throw new MalformedMessageException(FORMAT, "must end in version, code, number and check code");
        }
        return new ReceiptCheck(path.group(1), new FiscalReceipt(path.group(2), path.group(3)), path.group(4));
    }

    private static URI uri(String address) {
        if (address.length() > MAX_LENGTH) {
            throw new MalformedMessageException(FORMAT, "must have at most " + MAX_LENGTH + " characters");
        }
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new MalformedMessageException(FORMAT, "is no address");
        }
    }

    /** Code and number only. */
    @Override
    public String toString() {
        return "check of receipt " + name.code() + " " + name.number();
    }
}
