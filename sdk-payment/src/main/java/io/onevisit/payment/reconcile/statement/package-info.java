/** The statements of others: WeChat Pay, Alipay, the fiscal daily check, ISO 20022. */
@NullMarked
package io.onevisit.payment.reconcile.statement;

import org.jspecify.annotations.NullMarked;
