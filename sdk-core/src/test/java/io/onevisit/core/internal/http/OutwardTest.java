package io.onevisit.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 42: a name that another system has written does not lead into this network. */
class OutwardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.168.1.1",
                "224.0.0.1",
                "::",
                "::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "ff02::1"
            })
    void fault_42_addresses_inside_are_known(String address) throws IOException {
        assertThat(HttpTransport.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2001:4860:4860::8888", "fb00::1"})
    void addresses_outside_are_not_taken_for_inside(String address) throws IOException {
        assertThat(HttpTransport.isInside(InetAddress.getByName(address))).isFalse();
    }

    /** Nothing listens there: an attempt to connect would end in another exception. */
    @Test
    void fault_42_a_name_that_leads_to_this_machine_is_not_connected_to() {
        Duration second = Duration.ofSeconds(5);
        try (HttpTransport outward = HttpTransport.outward(second, 100)) {
            assertThatThrownBy(() -> outward.get(URI.create("http://localhost:9/label"), Map.of(), second))
                    .isInstanceOf(NotSentException.class)
                    .hasRootCauseInstanceOf(UnknownHostException.class);
        }
    }
}
