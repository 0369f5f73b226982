package io.github.orgportal.mailoutbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.keycloak.utils.EmailValidationUtil;
import org.keycloak.utils.SMTPUtil;

/** The rules of Keycloak's own sender for addresses, so that a mail that can never leave is refused at once. */
final class MailAddress {
    private MailAddress() {}

    /**
     * The address as it goes to the mail server: with the domain in ASCII, unless the server takes UTF-8 (RFC 6531).
     *
     * @return empty if no mail can go there
     */
    static Optional<String> deliverable(String address, boolean utf8) {
        if (!EmailValidationUtil.isValidEmail(address)) {
            return Optional.empty();
        }
        if (utf8) {
            return Optional.of(address);
        }
        return Optional.ofNullable(SMTPUtil.convertIDNEmailAddress(address))
                .filter(ascii -> StandardCharsets.US_ASCII.newEncoder().canEncode(ascii));
    }
}
