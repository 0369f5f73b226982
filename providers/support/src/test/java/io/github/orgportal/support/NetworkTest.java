package io.github.orgportal.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("O-8 an address of IPv4 counts alone, those of IPv6 by the first half")
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::, 20010db800010002",
        "::ffff:192.0.2.7, 192.0.2.7",
        "not:an:address, not:an:address",
        "unknown, unknown"
    })
    void networks(String address, String network) {
        assertEquals(network, Network.of(address));
    }
}
