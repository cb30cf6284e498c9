package io.onevisit.payment.qr;

/**
 * A data object and where it was found.
 *
 * @param path its ID, behind the ID of its template: {@code 62/09}
 * @param start the character of the whole text it begins at, from 0
 */
record PlacedObject(String path, int start, EmvObject object) {
    private static final int HEAD = 4;

    int number() {
        return object.number();
    }

    String value() {
        return object.value();
    }

    int valueStart() {
        return start + HEAD;
    }
}
