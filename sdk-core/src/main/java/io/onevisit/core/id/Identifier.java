package io.onevisit.core.id;

/** What identifiers have in common: a value that decides equality, and a mask that {@code toString} shows. */
abstract sealed class Identifier
        permits CitizenId,
                CreditCode,
                OrganisationCode,
                Passport,
                PermanentResidence,
                PostalItemNumber,
                ResidencePermit,
                TravelPermit {
    private final String value;

    Identifier(String value) {
        this.value = value;
    }

    /** The number in full, in capitals and without separators. */
    public String value() {
        return value;
    }

    /** The number with all but a few places hidden, for people to read. */
    public abstract String masked();

    /** The value with the places between the first {@code head} and the last {@code tail} hidden. */
    String masked(int head, int tail) {
        int end = value.length() - tail;
        return value.substring(0, head) + "*".repeat(end - head) + value.substring(end);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Identifier that && getClass() == that.getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** The mask. */
    @Override
    public final String toString() {
        return masked();
    }
}
