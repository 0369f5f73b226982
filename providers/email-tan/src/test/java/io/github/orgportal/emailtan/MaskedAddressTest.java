package io.github.orgportal.emailtan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {
    @ParameterizedTest
    @DisplayName("L-2 the page shows where the mail went without telling the address")
    @CsvSource({
        "anna.muster@stadtwerke.example, a···@s···.example",
        "a@b.example, a···@b···.example",
        "anna@post.stadtwerke.example, a···@p···.example",
        "anna@localhost, a···@l···",
        "'\"odd@local\"@firm.example', '\"···@f···.example'",
        "not an address, ···",
        "'', ···",
    })
    void masks(String address, String masked) {
        assertEquals(masked, MaskedAddress.of(address));
    }
}
