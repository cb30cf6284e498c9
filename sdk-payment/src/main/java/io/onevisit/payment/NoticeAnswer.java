package io.onevisit.payment;

/** What to answer the platform that has pushed a notice. Tells an attacker nothing about why. */
public enum NoticeAnswer {
    /** Taken in, now or before. */
    ACCEPTED(200),
    /** Not taken in, and sending it again will not help. */
    REFUSED(400),
    /** The database did not take it in; it should come again. */
    RETRY_LATER(503);

    private final int httpStatus;

    NoticeAnswer(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The HTTP status to answer with. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The JSON body to answer with. */
    public String body() {
        return "{\"result\":\"" + name() + "\"}";
    }
}
