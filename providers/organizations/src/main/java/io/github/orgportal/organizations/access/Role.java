package io.github.orgportal.organizations.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an account is in an organization. An account has one role in each of its organizations. */
public enum Role {
    /** Manages the accounts of its organization, its administrators among them, and sees the change log. */
    PRINCIPAL_ADMINISTRATOR,
    /** Manages the clerks' accounts of its organization. */
    ADMINISTRATOR,
    /** Uses the portal's functions for its organization. */
    CLERK,
    /** Uploads data for the organization, and nothing else. */
    DATA_CENTRE_USER;

    /** The roles of which an organization needs one that is active, or its clerks are locked. */
    public static final List<Role> ADMINISTRATORS = List.of(PRINCIPAL_ADMINISTRATOR, ADMINISTRATOR);

    /** Whether an organization with an active account of this role is administrated. */
    public boolean isAdministrator() {
        return ADMINISTRATORS.contains(this);
    }

    /** The role as it is chosen before a login, where the tiers of administrators make no difference. */
    public Role chosen() {
        return isAdministrator() ? ADMINISTRATOR : this;
    }

    /** The role as tokens, configuration and documents write it, such as {@code data-centre-user}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role that is written so; none if there is none. */
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findAny();
    }
}
