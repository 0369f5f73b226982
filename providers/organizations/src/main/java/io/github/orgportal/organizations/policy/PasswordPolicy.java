package io.github.orgportal.organizations.policy;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How passwords reach the people of a portal, part of {@link PortalPolicy}.
 *
 * @param administrators the way to administrators
 * @param clerks the way to clerks
 * @param dataCentreUsers the way to data-centre users
 * @param linkMinutes minutes that a link to choose a password is valid
 * @param linkForActive administrators may send such a link to accounts that have a password too
 * @param userIdByLink administrators get their user id by a link of its own, after they have chosen a password by link
 * @param userIdLinkHours hours that such a link is valid
 * @param loginNameByLetter a first password by letter is followed by a second letter with the access id
 * @param newAfterUnlock an unlocked account gets a new one-time password instead of the password that it had
 * @param addressTwice who has forgotten the password enters the address twice
 * @param forgottenPerAccount how often per hour an account can be said to have forgotten its password
 * @param forgottenPerNetwork how often per hour that can be said from one network address
 * @param letterPauseDays for so many days after a letter nobody can ask for another one but the operator and administrators
 */
public record PasswordPolicy(
        PasswordWay administrators,
        PasswordWay clerks,
        PasswordWay dataCentreUsers,
        int linkMinutes,
        boolean linkForActive,
        boolean userIdByLink,
        int userIdLinkHours,
        boolean loginNameByLetter,
        boolean newAfterUnlock,
        boolean addressTwice,
        int forgottenPerAccount,
        int forgottenPerNetwork,
        int letterPauseDays) {
    private static final Option<PasswordWay> ADMINISTRATORS = Option.choice(
            "administratorPassword",
            "Password of administrators",
            "How a first or forgotten password reaches an administrator.",
            PasswordWay.class,
            PasswordWay.LETTER);
    private static final Option<PasswordWay> CLERKS = Option.choice(
            "clerkPassword",
            "Password of clerks",
            "How a first or forgotten password reaches a clerk.",
            PasswordWay.class,
            PasswordWay.LETTER);
    private static final Option<PasswordWay> DATA_CENTRE_USERS = Option.choice(
            "dataCentreUserPassword",
            "Password of data-centre users",
            "How a first or forgotten password reaches a data-centre user.",
            PasswordWay.class,
            PasswordWay.LETTER);
    private static final Option<Integer> LINK_MINUTES = Option.number(new WholeNumberOption(
            "passwordLinkMinutes",
            "Validity of password links",
            "Minutes that a link to choose a password is valid.",
            60,
            5,
            10_080));
    private static final Option<Boolean> LINK_FOR_ACTIVE = Option.flag(
            "passwordLinkForActive",
            "Password links for active accounts",
            "Administrators may send a link to accounts that have a password too. Otherwise to those only that have none yet.",
            false);
    private static final Option<Boolean> USER_ID_BY_LINK = Option.flag(
            "userIdByLink",
            "User id by link",
            "Administrators fetch their user id with a link of its own, sent after they have chosen a password by link.",
            false);
    private static final Option<Integer> USER_ID_LINK_HOURS = Option.number(new WholeNumberOption(
            "userIdLinkHours",
            "Validity of user-id links",
            "Hours that a link to fetch the user id is valid.",
            72,
            1,
            720));
    private static final Option<Boolean> LOGIN_NAME_BY_LETTER = Option.flag(
            "loginNameByLetter",
            "Access id by letter",
            "A first password by letter is followed by a second letter with the access id.",
            false);
    private static final Option<Boolean> NEW_AFTER_UNLOCK = Option.flag(
            "newPasswordAfterUnlock",
            "New password after unlocking",
            "An unlocked account gets a new one-time password. Otherwise it keeps the password that it had.",
            false);
    private static final Option<Boolean> ADDRESS_TWICE = Option.flag(
            "forgottenAddressTwice",
            "Address twice",
            "Who has forgotten the password enters the address twice.",
            false);
    private static final Option<Integer> FORGOTTEN_PER_ACCOUNT = Option.number(new WholeNumberOption(
            "forgottenPerAccount",
            "Forgotten passwords per account",
            "How often per hour an account can be said to have forgotten its password.",
            3,
            1,
            100));
    private static final Option<Integer> FORGOTTEN_PER_NETWORK = Option.number(new WholeNumberOption(
            "forgottenPerNetwork",
            "Forgotten passwords per network address",
            "How often per hour that can be said from one network address.",
            60,
            1,
            10_000));
    private static final Option<Integer> LETTER_PAUSE_DAYS = Option.number(new WholeNumberOption(
            "letterPauseDays",
            "Pause after a letter",
            "For so many days after a letter with a one-time password, \"forgotten password\" leads to no other one.",
            5,
            0,
            28));

    static final List<Option<?>> OPTIONS = List.of(
            ADMINISTRATORS,
            CLERKS,
            DATA_CENTRE_USERS,
            LINK_MINUTES,
            LINK_FOR_ACTIVE,
            USER_ID_BY_LINK,
            USER_ID_LINK_HOURS,
            LOGIN_NAME_BY_LETTER,
            NEW_AFTER_UNLOCK,
            ADDRESS_TWICE,
            FORGOTTEN_PER_ACCOUNT,
            FORGOTTEN_PER_NETWORK,
            LETTER_PAUSE_DAYS);

    static PasswordPolicy of(Map<String, List<String>> config) throws InvalidOptionException {
        return new PasswordPolicy(
                ADMINISTRATORS.read(config),
                CLERKS.read(config),
                DATA_CENTRE_USERS.read(config),
                LINK_MINUTES.read(config),
                LINK_FOR_ACTIVE.read(config),
                USER_ID_BY_LINK.read(config),
                USER_ID_LINK_HOURS.read(config),
                LOGIN_NAME_BY_LETTER.read(config),
                NEW_AFTER_UNLOCK.read(config),
                ADDRESS_TWICE.read(config),
                FORGOTTEN_PER_ACCOUNT.read(config),
                FORGOTTEN_PER_NETWORK.read(config),
                LETTER_PAUSE_DAYS.read(config));
    }

    /** The ways by the keys that set them. */
    Map<String, PasswordWay> ways() {
        return Map.of(
                ADMINISTRATORS.key(), administrators, CLERKS.key(), clerks, DATA_CENTRE_USERS.key(), dataCentreUsers);
    }

    /** The key of {@link #userIdByLink}. */
    static String userIdByLinkKey() {
        return USER_ID_BY_LINK.key();
    }

    /** The way to accounts of a role. */
    public PasswordWay way(Role role) {
        return switch (role) {
            case PRINCIPAL_ADMINISTRATOR, ADMINISTRATOR -> administrators;
            case CLERK -> clerks;
            case DATA_CENTRE_USER -> dataCentreUsers;
        };
    }

    /** How long a link to choose a password is valid. */
    public Duration passwordLinkLifespan() {
        return Duration.ofMinutes(linkMinutes);
    }

    /** How long a link to fetch the user id is valid. */
    public Duration userIdLinkLifespan() {
        return Duration.ofHours(userIdLinkHours);
    }

    /** How long after a letter nobody gets another one by having forgotten the password. */
    public Duration letterPause() {
        return Duration.ofDays(letterPauseDays);
    }
}
