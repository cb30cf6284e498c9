package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.InvalidValueException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which predecessor and version an operation asks for. */
class LicenceDraftTest {
    private static final LicenceId FIRST = Bureau.draft().id();
    private static final LicenceId SECOND = FIRST.nextVersion();
    private static final LicenceId ELSEWHERE = LicenceId.make(Bureau.TYPE, "11330100002489719U", "ZJ2026BDC0001", 1);

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"RENEW", "CHANGE", "UNDO_TRANSFER"})
    void the_next_version_names_the_version_before_it(Operation operation) {
        assertThat(draft(SECOND, operation, FIRST).predecessor()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"RENEW", "CHANGE", "UNDO_TRANSFER"})
    void refuses_another_predecessor_for_the_next_version(Operation operation) {
        refused(SECOND, operation, null);
        refused(SECOND, operation, SECOND);
        refused(FIRST, operation, SECOND);
        refused(SECOND.nextVersion(), operation, FIRST);
        refused(SECOND, operation, ELSEWHERE);
        refused(SECOND, operation, LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0002", 1));
        refused(SECOND, operation, LicenceId.make(Bureau.RESIDENCE, Bureau.CODE, "ZJ2026BDC0001", 1));
    }

    @Test
    void a_new_licence_replaces_none() {
        assertThat(draft(FIRST, Operation.NEW, null).predecessor()).isNull();
        refused(SECOND, Operation.NEW, FIRST);
        refused(FIRST, Operation.NEW, ELSEWHERE);
    }

    @Test
    void a_licence_is_transferred_in_from_another_issuer() {
        assertThat(draft(FIRST, Operation.TRANSFER_IN, ELSEWHERE).predecessor()).isEqualTo(ELSEWHERE);
        refused(FIRST, Operation.TRANSFER_IN, null);
        refused(SECOND, Operation.TRANSFER_IN, FIRST);
    }

    @Test
    void no_licence_replaces_itself() {
        assertThat(draft(FIRST, Operation.OTHER, null).predecessor()).isNull();
        refused(FIRST, Operation.OTHER, FIRST);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"NEW", "TRANSFER_IN", "OTHER"})
    void a_later_version_always_names_the_version_before_it(Operation operation) {
        refused(SECOND, operation, null);
        refused(SECOND, operation, ELSEWHERE);
        refused(SECOND.nextVersion(), operation, FIRST);
    }

    @Test
    void another_operation_may_make_the_next_version() {
        assertThat(draft(SECOND, Operation.OTHER, FIRST).predecessor()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"SUSPEND", "LAPSE", "CANCEL", "RETURN"})
    void refuses_an_operation_that_brings_forth_no_licence(Operation operation) {
        refused(FIRST, operation, null);
        refused(SECOND, operation, FIRST);
    }

    @Test
    void what_is_put_in_is_checked_as_before() {
        LicenceDraft draft = Bureau.draft();

        assertThat(draft.heldBy(draft.holders())
                        .withFields(draft.fields())
                        .validFrom(draft.validFrom(), draft.validUntil())
                        .boundTo(draft.holderKey()))
                .isEqualTo(draft);
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> draft.heldBy(List.of()));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> draft.validFrom(draft.validUntil(), draft.validFrom()));
        assertThat(draft.withFields(Map.of()).fields()).isEmpty();
        assertThat(draft.boundTo(null).holderKey()).isNull();
    }

    private static LicenceDraft draft(LicenceId id, Operation operation, @Nullable LicenceId predecessor) {
        LicenceDraft draft = Bureau.draft();
        return new LicenceDraft(
                id,
                draft.number(),
                draft.issuerName(),
                draft.issued(),
                draft.validFrom(),
                draft.validUntil(),
                draft.holders(),
                draft.fields(),
                operation,
                predecessor,
                null);
    }

    private static void refused(LicenceId id, Operation operation, @Nullable LicenceId predecessor) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> draft(id, operation, predecessor))
                .withMessageNotContaining("ZJ2026");
    }
}
