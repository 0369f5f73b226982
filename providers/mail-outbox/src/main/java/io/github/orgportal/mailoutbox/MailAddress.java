package io.github.orgportal.mailoutbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.utils.EmailValidationUtil;
import org.keycloak.utils.SMTPUtil;

/** The rules of Keycloak's own sender for addresses, so that a mail that can never leave is refused at once. */
final class MailAddress {
    /** A start option of Keycloak. To look it up for each address costs more than the check. */
    private static final int LONGEST_LOCAL_PART = Config.scope("user-profile", "declarative-user-profile")
            .getInt(EmailValidationUtil.MAX_EMAIL_LOCAL_PART_LENGTH, EmailValidationUtil.MAX_LOCAL_PART_LENGTH);

    private MailAddress() {}

    /**
     * The address as it goes to the mail server: with the domain in ASCII, unless the server takes UTF-8 (RFC 6531).
     *
     * @return empty if no mail can go there
     */
    static Optional<String> deliverable(String address, boolean utf8) {
        if (!EmailValidationUtil.isValidEmail(address, LONGEST_LOCAL_PART)) {
            return Optional.empty();
        }
        if (utf8) {
            return Optional.of(address);
        }
        return Optional.ofNullable(SMTPUtil.convertIDNEmailAddress(address))
                .filter(ascii -> StandardCharsets.US_ASCII.newEncoder().canEncode(ascii));
    }
}
