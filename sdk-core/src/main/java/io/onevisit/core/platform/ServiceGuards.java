package io.onevisit.core.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A guard for each service. The first 64 services have one of their own; whatever else is called a service shares one more,
 * so that names made up by the thousand take no memory. Thread-safe.
 */
final class ServiceGuards {
    private static final int MAX_SERVICES = 64;

    private final ServiceLimits limits;
    private final MonotonicTime time;
    private final Map<String, ServiceGuard> guards = new ConcurrentHashMap<>();
    private final ServiceGuard ofTheOthers;

    ServiceGuards(ServiceLimits limits, MonotonicTime time) {
        this.limits = limits;
        this.time = time;
        this.ofTheOthers = new ServiceGuard("others", limits, time);
    }

    ServiceGuard of(String service) {
        ServiceGuard guard = guards.get(service);
        return guard == null ? added(service) : guard;
    }

    private synchronized ServiceGuard added(String service) {
        if (guards.size() >= MAX_SERVICES) {
            return guards.getOrDefault(service, ofTheOthers);
        }
        return guards.computeIfAbsent(service, name -> new ServiceGuard(name, limits, time));
    }
}
