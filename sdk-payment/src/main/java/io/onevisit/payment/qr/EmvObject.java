package io.onevisit.payment.qr;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.util.List;

/**
 * A data object (数据对象) of an EMV merchant-presented code, EMV QRCPS MPM section 3.2: an ID of two digits, a length of two
 * digits and a value. {@code toString} shows the ID only, since a value may be personal.
 *
 * @param id two digits
 * @param value 1 to 99 Unicode characters; the data objects within, one after the other, when it is a template
 */
public record EmvObject(String id, String value) {
    private static final int MAX_CHARACTERS = 99;

    public EmvObject {
        Require.that(isId(Require.present(id, "data object ID")), "data object ID", "must be two digits");
        Require.present(value, "data object");
        int characters = EmvText.characters(value);
        Require.that(characters >= 1 && characters <= MAX_CHARACTERS, "data object", "must have 1 to 99 characters");
    }

    private static boolean isId(String id) {
        return id.length() == 2 && EmvText.isDigit(id.charAt(0)) && EmvText.isDigit(id.charAt(1));
    }

    /**
     * A data object that holds others (模板).
     *
     * @throws InvalidValueException when they come to none, or to over 99 characters
     */
    public static EmvObject template(String id, EmvObject... parts) {
        return new EmvObject(id, EmvText.of(List.of(Require.present(parts, "parts"))));
    }

    /**
     * The data objects within this one.
     *
     * @throws MalformedMessageException when it is no template
     */
    public List<EmvObject> objects() {
        PlacedChecks checks = new PlacedChecks();
        List<PlacedObject> within = EmvText.parse(value, 0, "", checks);
        if (!checks.passing()) {
            throw new MalformedMessageException("data object " + id, "is no template");
        }
        return within.stream().map(PlacedObject::object).toList();
    }

    /** The data objects within, as far as there are any. */
    List<EmvObject> objectsFound() {
        return EmvText.parse(value, 0, "", new PlacedChecks()).stream()
                .map(PlacedObject::object)
                .toList();
    }

    int number() {
        return number(id);
    }

    static int number(String id) {
        return 10 * (id.charAt(0) - '0') + id.charAt(1) - '0';
    }

    @Override
    public String toString() {
        return "data object " + id;
    }
}
