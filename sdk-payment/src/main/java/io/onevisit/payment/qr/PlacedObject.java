package io.onevisit.payment.qr;

/**
 * A data object and where it was found.
 *
 * @param template the path of the template it is in, empty for the root
 * @param number its ID as a number
 * @param start the character of the whole text it begins at, from 0
 */
record PlacedObject(String template, int number, int start, EmvObject object) {
    private static final int HEAD = 4;

    PlacedObject(String template, int start, EmvObject object) {
        this(template, object.number(), start, object);
    }

    /** Its ID, behind the ID of its template: {@code 62/09}. */
    String path() {
        return template.isEmpty() ? object.id() : template + "/" + object.id();
    }

    String value() {
        return object.value();
    }

    int valueStart() {
        return start + HEAD;
    }
}
