package io.github.orgportal.organizations.printing;

import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.profile.Organization;
import org.keycloak.models.UserModel;

/**
 * A letter of the queue, as it stands now.
 *
 * @param letter itself
 * @param account whom it goes to
 * @param organization that it is about
 * @param printable false for one that was printed, or is void: the account is locked, or its one-time password is used up, replaced or over
 */
public record QueuedLetter(Letter letter, UserModel account, Organization organization, boolean printable) {}
