package io.onevisit.examples.sandbox;

/** What can go wrong between two systems (故障开关), to be switched on by name. */
public enum Fault implements FaultSwitch {
    /** The connection is closed before the platform has done anything. */
    OUTAGE,
    /** A gateway answers 503 in the platform's place, which has got nothing. */
    UNAVAILABLE,
    /** The platform acts, but answers after the caller's deadline. */
    SLOW,
    /** The platform receives every request twice and sends every push twice. */
    DUPLICATE,
    /** Pushes about one thing arrive last first. */
    REORDER,
    /** The answer is changed on its way, after it was signed. */
    TAMPER,
    /** The platform acts, and the connection is reset before its answer. */
    LOST_RESPONSE,
    /** The platform acts, and a gateway answers 504 in its place. */
    GATEWAY_TIMEOUT
}
