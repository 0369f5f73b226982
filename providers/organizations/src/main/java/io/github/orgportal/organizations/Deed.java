package io.github.orgportal.organizations;

import io.github.orgportal.organizations.access.Role;
import java.util.List;

/** What somebody can want to do in an organization, and who may. {@link Permissions} judges by it. */
public enum Deed {
    /** See the organization itself: profile, units, catalogue, administrators. */
    SEE_ORGANIZATION(Who.ADMINISTRATORS_AND_OPERATOR),
    /** Change the organization itself, its units, and what is switched off for it. */
    CHANGE_ORGANIZATION(Who.OPERATOR),
    /** See its accounts. */
    SEE_ACCOUNTS(Who.ADMINISTRATORS_AND_OPERATOR),
    /** Create, change, lock and unlock clerks, and say what they may do. */
    MANAGE_CLERKS(Who.ADMINISTRATORS_AND_OPERATOR),
    /** Send links to choose a password. */
    SEND_PASSWORD_LINKS(Who.ADMINISTRATORS_AND_OPERATOR),
    /** Make accounts of other roles, unlock administrators, and send them links to their user ids. */
    APPOINT(Who.OPERATOR),
    /** Change and lock administrators other than oneself. */
    MANAGE_ADMINISTRATORS(Who.HIGHEST_ADMINISTRATORS_AND_OPERATOR),
    /** Lock oneself. */
    LEAVE(Who.ADMINISTRATORS_AND_OPERATOR),
    /** Set one-time passwords of clerks, and see them: nobody but the administrators of the organization, not the operator either. */
    HAND_OVER_PASSWORDS(Who.ADMINISTRATORS),
    /** See the group mailboxes and say where their notifications go. */
    MANAGE_MAILBOXES(Who.ADMINISTRATORS_AND_OPERATOR),
    /** Read the change log, which is of the organization as a whole: not those who are bound to units. */
    SEE_CHANGES(Who.HIGHEST_ADMINISTRATORS_AND_OPERATOR);

    private final Who who;

    Deed(Who who) {
        this.who = who;
    }

    /** Whether it takes somebody who holds the whole organization. */
    boolean needsAll() {
        return this == SEE_CHANGES;
    }

    boolean isForOperator() {
        return who.operator;
    }

    /** The roles that may, in a portal with principal administrators or without. */
    List<Role> roles(boolean tiers) {
        if (!who.administrators) {
            return List.of();
        }
        return tiers && who.highestOnly ? List.of(Role.PRINCIPAL_ADMINISTRATOR) : Role.ADMINISTRATORS;
    }

    private enum Who {
        ADMINISTRATORS(true, false, false),
        ADMINISTRATORS_AND_OPERATOR(true, false, true),
        HIGHEST_ADMINISTRATORS_AND_OPERATOR(true, true, true),
        OPERATOR(false, false, true);

        private final boolean administrators;
        private final boolean highestOnly;
        private final boolean operator;

        Who(boolean administrators, boolean highestOnly, boolean operator) {
            this.administrators = administrators;
            this.highestOnly = highestOnly;
            this.operator = operator;
        }
    }
}
