package io.onevisit.examples.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fault switches of one sandbox. Thread-safe. */
public final class Faults {
    private final Map<Fault, Integer> armed = new ConcurrentHashMap<>();
    private final Map<String, Integer> struck = new ConcurrentHashMap<>();

    Faults() {}

    /** Lets {@code fault} happen to the first {@code times} messages on every path from now on. */
    public void arm(Fault fault, int times) {
        struck.keySet().removeIf(place -> place.startsWith(fault.name()));
        armed.put(fault, times);
    }

    /** Switches everything off. */
    public void clear() {
        armed.clear();
        struck.clear();
    }

    /** Counts one message on {@code path}; true when the fault happens to it. */
    boolean strikes(Fault fault, String path) {
        int times = armed.getOrDefault(fault, 0);
        return times > 0 && struck.merge(fault.name() + " " + path, 1, Integer::sum) <= times;
    }
}
