package io.github.orgportal.mailoutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @Test
    @DisplayName("The domain goes to the mail server in ASCII")
    void convertsTheDomain() {
        assertEquals(Optional.of("anna@xn--mller-kva.example"), MailAddress.deliverable("anna@müller.example", false));
    }

    @Test
    @DisplayName("A server that takes UTF-8 gets the address as it is")
    void keepsUtf8() {
        assertEquals(Optional.of("jürgen@müller.example"), MailAddress.deliverable("jürgen@müller.example", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anna", "anna@", "@mail.example", "anna@mail..example", "jürgen@mail.example"})
    @DisplayName("An address that no mail can reach is refused before anything is written")
    void refusesWhatCannotBeReached(String address) {
        assertEquals(Optional.empty(), MailAddress.deliverable(address, false));
    }
}
