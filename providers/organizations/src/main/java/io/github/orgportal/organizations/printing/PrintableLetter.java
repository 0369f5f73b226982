package io.github.orgportal.organizations.printing;

import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.profile.Organization;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.UserModel;

/**
 * What a letter says.
 *
 * @param letter itself
 * @param account whom it goes to
 * @param organization that it is about
 * @param value what it is sent for
 * @param validUntil when the value ends; none if it stays
 */
public record PrintableLetter(
        Letter letter, UserModel account, Organization organization, String value, Optional<Instant> validUntil) {
    /** Without the value: it belongs into no log. */
    @Override
    public String toString() {
        return "letter " + letter.id();
    }
}
