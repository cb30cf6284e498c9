package io.onevisit.examples.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The fault switches of one sandbox. Thread-safe. */
public final class Faults {
    private final Map<FaultSwitch, Integer> armed = new ConcurrentHashMap<>();
    private final Map<String, Integer> struck = new ConcurrentHashMap<>();
    private final Set<String> idle = ConcurrentHashMap.newKeySet();

    /** All of them off. */
    public Faults() {}

    /** Lets {@code fault} happen the first {@code times} times at every place: to a message on a path, by a wallet. */
    public void arm(FaultSwitch fault, int times) {
        FaultSwitch effective = fault.effective();
        struck.keySet().removeIf(place -> place.startsWith(effective.name() + " "));
        armed.put(effective, times);
        idle.add(effective.name());
    }

    /** Switches everything off. */
    public void clear() {
        armed.clear();
        struck.clear();
        idle.clear();
    }

    /** The names of those that are on and have not happened: a test that leaves one has proved nothing about it. */
    public Set<String> idle() {
        return new TreeSet<>(idle);
    }

    /** Counts one occasion at {@code place}; true when the fault happens to it. */
    public boolean strikes(FaultSwitch fault, String place) {
        int times = armed.getOrDefault(fault, 0);
        boolean happens = times > 0 && struck.merge(fault.name() + " " + place, 1, Integer::sum) <= times;
        if (happens) {
            idle.remove(fault.name());
        }
        return happens;
    }
}
