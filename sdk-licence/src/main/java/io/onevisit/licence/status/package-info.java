/** Whether licences are still in force: Token Status List (证照状态列表), draft-ietf-oauth-status-list-20. */
@NullMarked
package io.onevisit.licence.status;

import org.jspecify.annotations.NullMarked;
