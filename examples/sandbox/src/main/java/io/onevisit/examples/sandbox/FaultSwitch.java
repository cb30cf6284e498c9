package io.onevisit.examples.sandbox;

/** A switch of {@link Faults} (故障开关): a fault of the wire, or one of the payments that go over it. */
public sealed interface FaultSwitch permits Fault, PaymentFault {
    /** Its name. */
    String name();

    /** What is switched on by it: itself, or the fault of the wire that it is. */
    FaultSwitch effective();
}
