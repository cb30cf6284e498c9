package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The number under which a person or an organisation is held on record (证件号码). Equal when type and value are.
 * {@code toString} masks, so that a number cannot slip into a log.
 *
 * <p>The types are {@value CitizenId#TYPE}, {@value ResidencePermit#TYPE}, {@value PermanentResidence#TYPE},
 * {@value Passport#TYPE}, {@value TravelPermit#TYPE} and {@value CreditCode#TYPE}. Immutable and thread-safe.
 */
public sealed interface PartyId
        permits CitizenId, ResidencePermit, PermanentResidence, Passport, TravelPermit, CreditCode {

    /**
     * The number {@code value} of the type {@code type}.
     *
     * @throws InvalidValueException if there is no such type or the value fails a check of it
     */
    static PartyId parse(String type, String value) {
        return switch (Require.present(type, "party type")) {
            case CitizenId.TYPE -> CitizenId.parse(value);
            case ResidencePermit.TYPE -> ResidencePermit.parse(value);
            case PermanentResidence.TYPE -> PermanentResidence.parse(value);
            case CreditCode.TYPE -> CreditCode.parse(value);
            case TravelPermit.TYPE -> TravelPermit.parse(value);
            case Passport.TYPE -> Passport.parse(value);
            default -> throw unknownType();
        };
    }

    /**
     * Every check that can be made on {@code value} as a number of the type {@code type}.
     *
     * @throws InvalidValueException if there is no such type
     */
    static Report<? extends PartyId> explain(String type, String value, Criteria criteria) {
        return switch (Require.present(type, "party type")) {
            case CitizenId.TYPE -> CitizenId.explain(value, criteria);
            case ResidencePermit.TYPE -> ResidencePermit.explain(value, criteria);
            case PermanentResidence.TYPE -> PermanentResidence.explain(value, criteria);
            case CreditCode.TYPE -> CreditCode.explain(value, criteria);
            case TravelPermit.TYPE -> TravelPermit.explain(value, criteria);
            case Passport.TYPE -> Passport.explain(value, criteria);
            default -> throw unknownType();
        };
    }

    /**
     * What {@code text} can be read as, those with a check character first; empty if nothing. More than one where the
     * forms overlap, as a passport's and a travel permit's do.
     */
    static List<PartyId> detect(String text) {
        Require.present(text, "text");
        return Stream.of(
                        candidates(text, CitizenId::fits, CitizenId::parse),
                        candidates(text, ResidencePermit::fits, ResidencePermit::parse),
                        candidates(text, PermanentResidence::fits, PermanentResidence::parse),
                        candidates(text, CreditCode::fits, CreditCode::parse),
                        candidates(text, TravelPermit::fits, TravelPermit::parse),
                        candidates(text, Passport::fits, Passport::parse))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<PartyId> candidates(
            String text, Predicate<String> fits, Function<String, ? extends PartyId> parse) {
        return fits.test(text) ? Stream.of(parse.apply(text)) : Stream.empty();
    }

    private static InvalidValueException unknownType() {
        return new InvalidValueException("party type", "must be one of the six of PartyId");
    }

    /** The number in full, in capitals and without separators. */
    String value();

    /** The short stable name of the type, for example {@code citizen-id}. */
    String type();

    /** The number with all but a few places hidden, for people to read. */
    String masked();

    /** The number as it is given today: 18 places for a citizen number of 15 digits, and this one for all others. */
    default PartyId upgrade() {
        return this;
    }

    /**
     * A stand-in for the number (假名) in audit lines: HMAC-SM3 over the type and the value of {@link #upgrade}, 64
     * hexadecimal digits, so that a citizen has one under both numbers. Without the key it cannot be tried out against
     * all numbers, as a bare hash can.
     */
    default String pseudonym(PseudonymKey key) {
        return Require.present(key, "pseudonym key").pseudonym(type(), upgrade().value());
    }
}
