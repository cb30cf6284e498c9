package io.onevisit.licence.delivery.carrier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.platform.Timeouts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 42: nothing but the carrier's own host is asked for a label, whatever the carrier is made to say. */
class LabelHostTest {
    private final LabelHost host = new LabelHost(URI.create("https://carrier.invalid:8443/api"), Timeouts.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "label.pdf",
                "//carrier.invalid:8443/label.pdf",
                "http://carrier.invalid:8443/label.pdf",
                "https://carrier.invalid/label.pdf",
                "https://carrier.invalid:443/label.pdf",
                "https://other.invalid:8443/label.pdf",
                "https://carrier.invalid.other.invalid:8443/label.pdf",
                "https://carrier.invalid:8443@other.invalid:8443/label.pdf",
                "https://user@carrier.invalid:8443/label.pdf",
                "https://carrier.invalid:8443/label.pdf#x",
                "https://127.0.0.1:8443/label.pdf",
                "https://[::1]:8443/label.pdf",
                "https://169.254.169.254:8443/latest/meta-data",
                "file:///etc/passwd",
                "jar:https://carrier.invalid:8443/x!/y",
                "ftp://carrier.invalid:8443/label.pdf",
                "https://carrier.invalid:8443/\nlabel.pdf"
            })
    void fault_42_other_places_are_refused_before_anything_is_asked(String address) {
        assertThatThrownBy(() -> host.fetch(address, Map.of()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("label address: does not lead to the carrier");
    }

    @Test
    void fault_42_an_endless_address_is_refused() {
        assertThatThrownBy(() -> host.fetch("https://carrier.invalid:8443/" + "a".repeat(3000), Map.of()))
                .isInstanceOf(MalformedMessageException.class);
    }

    /** SF writes the port of https into its addresses. */
    @Test
    void the_port_of_https_may_be_written_or_left_out() {
        LabelHost labels = new LabelHost(URI.create("https://labels.invalid"), Timeouts.defaults());

        for (String address : List.of("https://labels.invalid:443/label.pdf", "https://labels.invalid/label.pdf")) {
            assertThatThrownBy(() -> labels.fetch(address, Map.of()))
                    .as("asked for, and not found")
                    .isInstanceOf(PlatformUnreachableException.class);
        }
        assertThatThrownBy(() -> labels.fetch("https://labels.invalid:80/label.pdf", Map.of()))
                .isInstanceOf(MalformedMessageException.class);
    }
}
