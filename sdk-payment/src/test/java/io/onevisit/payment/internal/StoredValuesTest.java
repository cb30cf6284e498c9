package io.onevisit.payment.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.Stores;
import org.junit.jupiter.api.Test;

class StoredValuesTest {
    private static final StateKey KEY = new StateKey("test.text", "1");

    private final StateStore store = Stores.h2();
    private final StoredValues<String> texts = new StoredValues<>(
            store, "text", octets -> new String(octets.toArray(), UTF_8), text -> Bytes.of(text.getBytes(UTF_8)));

    private Change<String> changed() {
        return store.inTransaction(tx -> texts.changed(tx, KEY, text -> text + "!"));
    }

    @Test
    void a_value_that_is_lost_is_a_fault_of_the_storage() {
        assertThatThrownBy(this::changed).isInstanceOf(StorageException.class);
    }

    @Test
    void a_value_that_is_there_is_changed() {
        boolean first = store.inTransaction(tx -> texts.enter(tx, KEY, "one"));

        assertThat(first).isTrue();
        assertThat(changed()).isEqualTo(new Change<>("one", "one!"));
        assertThat(changed().before()).isEqualTo("one!");
    }
}
