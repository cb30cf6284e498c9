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
    /** The first and the last address of each block of the IANA registries. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "::10.0.0.1",
                "::8.8.8.8",
                "64:ff9b::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::8.8.8.8",
                "100::1",
                "2001::1",
                "2001:1ff:ffff::",
                "2001:db8::1",
                "2002:a00:1::",
                "2002:c0a8:101::1",
                "2002:7f00:1::",
                "3fff::1",
                "3fff:fff::",
                "5f00::1",
                "fc00::1",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "feff::1",
                "ff02::1"
            })
    void fault_42_addresses_inside_are_known(String address) throws IOException {
        assertThat(SpecialAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    /** The neighbours of those blocks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.101.0",
                "203.0.114.0",
                "223.255.255.255",
                "64:ff9b::8.8.8.8",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2002:808:808::1",
                "2400:3200::1",
                "3ffe:ffff::1",
                "fb00::1"
            })
    void addresses_outside_are_not_taken_for_inside(String address) throws IOException {
        assertThat(SpecialAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void fault_42_an_ipv4_address_in_an_ipv6_address_counts_as_itself() {
        assertThat(SpecialAddresses.contain(mapped(10, 0, 0, 1))).isTrue();
        assertThat(SpecialAddresses.contain(mapped(127, 0, 0, 1))).isTrue();
        assertThat(SpecialAddresses.contain(mapped(8, 8, 8, 8))).isFalse();
    }

    /** In octets, since the Java platform reads {@code ::ffff:10.0.0.1} as an IPv4 address. */
    private static byte[] mapped(int... ipv4) {
        byte[] address = new byte[16];
        address[10] = (byte) 0xFF;
        address[11] = (byte) 0xFF;
        for (int i = 0; i < 4; i++) {
            address[12 + i] = (byte) ipv4[i];
        }
        return address;
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
