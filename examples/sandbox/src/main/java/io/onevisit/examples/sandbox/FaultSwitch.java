package io.onevisit.examples.sandbox;

/** A switch of {@link Faults} (故障开关): each is one thing that goes wrong, implemented by the enums of this project. */
public interface FaultSwitch {
    /** Its name; a number of the fault list comes first, where it has one. */
    String name();

    /** What is switched on by it: itself, unless it is another one under a name of its own. */
    default FaultSwitch effective() {
        return this;
    }
}
