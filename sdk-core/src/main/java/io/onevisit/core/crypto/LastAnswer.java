package io.onevisit.core.crypto;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the last answer to a costly question that is mostly asked about the same thing again. Thread-safe. */
final class LastAnswer<Q, A> {
    private final Function<Q, A> costly;
    private volatile @Nullable Known<Q, A> last;

    private record Known<Q, A>(Q question, A answer) {}

    LastAnswer(Function<Q, A> costly) {
        this.costly = costly;
    }

    A to(Q question) {
        Known<Q, A> known = last;
        if (known == null || !known.question().equals(question)) {
            known = new Known<>(question, costly.apply(question));
            last = known;
        }
        return known.answer();
    }
}
