package io.github.orgportal.organizations.printing;

import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.profile.Organization;

/**
 * A letter of the queue, as it stands now.
 *
 * @param letter itself
 * @param recipient whom it goes to
 * @param organization that it is about
 * @param printable false for one that was printed, or is void: the account is locked, or its one-time password is used up, replaced or over
 */
public record QueuedLetter(Letter letter, Recipient recipient, Organization organization, boolean printable) {}
