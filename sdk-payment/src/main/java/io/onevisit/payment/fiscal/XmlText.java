package io.onevisit.payment.fiscal;

/** Writes elements one after the other, without blanks between them. For one thread. */
final class XmlText {
    private final StringBuilder text = new StringBuilder();

    /** An element with text. */
    XmlText put(String name, String value) {
        text.append('<').append(name).append('>');
        escape(value);
        return close(name);
    }

    XmlText open(String tag) {
        text.append('<').append(tag).append('>');
        return this;
    }

    XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                default -> text.append(character);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
