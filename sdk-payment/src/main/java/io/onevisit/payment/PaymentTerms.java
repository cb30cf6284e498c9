package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.net.URI;
import java.time.Duration;

/**
 * What a department has agreed with its platform (接入约定).
 *
 * @param account the department's account at this platform, by a name that stays: only the payments of one account can be in
 *     a database; at most 128 characters, no personal data
 * @param notifyUri where the platform shall push notices
 * @param lifetime how long an order can be paid, 1 minute to 90 days
 * @param codes what payment codes look like; others are refused
 * @param refunds what is refunded
 * @param watch for how long after its expiry the platform is still asked about an order that is not paid, so that money
 *     which comes late is found though its notice is lost; at most 7 days
 * @param retention for how long after the last money, refund request, decision and expiry of a settled order the payer's name,
 *     and what payers wrote, may be kept: {@link Payments#forgetPayers} takes them out then (保存期限, Personal Information
 *     Protection Law article 19); 1 to 36,500 days
 */
public record PaymentTerms(
        String account,
        URI notifyUri,
        Duration lifetime,
        PaymentCodeProfile codes,
        RefundRules refunds,
        Duration watch,
        Duration retention) {
    private static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
    private static final Duration MAX_LIFETIME = Duration.ofDays(90);
    private static final Duration MAX_WATCH = Duration.ofDays(7);
    private static final Duration MIN_RETENTION = Duration.ofDays(1);
    private static final Duration MAX_RETENTION = Duration.ofDays(36_500);
    private static final Duration DEFAULT_WATCH = Duration.ofDays(3);

    /** Three years, after which a claim is barred (Civil Code article 188). */
    private static final Duration DEFAULT_RETENTION = Duration.ofDays(3 * 366);

    public PaymentTerms {
        Require.text(account, "account", 128);
        Require.present(notifyUri, "notify URI");
        Require.present(lifetime, "lifetime");
        Require.that(
                lifetime.compareTo(MIN_LIFETIME) >= 0 && lifetime.compareTo(MAX_LIFETIME) <= 0,
                "lifetime",
                "must be 1 minute to 90 days");
        Require.present(codes, "payment codes");
        Require.present(refunds, "refund rules");
        Require.that(
                !Require.present(watch, "watch").isNegative() && watch.compareTo(MAX_WATCH) <= 0,
                "watch",
                "must be at most 7 days");
        Require.that(
                Require.present(retention, "retention").compareTo(MIN_RETENTION) >= 0
                        && retention.compareTo(MAX_RETENTION) <= 0,
                "retention",
                "must be 1 to 36500 days");
    }

    /**
     * Regional payment codes, the default refund rules, 3 days in which late money is looked for, and payers forgotten after
     * three years. What accounting must keep for 10 or 30 years (会计档案管理办法) is vouchers and statements in the archive of
     * the department, not these rows.
     */
    public static PaymentTerms of(String account, URI notifyUri, Duration lifetime) {
        return new PaymentTerms(
                account,
                notifyUri,
                lifetime,
                PaymentCodeProfile.REGIONAL,
                RefundRules.defaults(),
                DEFAULT_WATCH,
                DEFAULT_RETENTION);
    }
}
