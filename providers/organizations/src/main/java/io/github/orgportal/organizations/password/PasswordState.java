package io.github.orgportal.organizations.password;

import io.github.orgportal.onetimepassword.OneTimePasswordState;
import io.github.orgportal.organizations.policy.PasswordWay;

/**
 * Where an account stands on the way to its password.
 *
 * @param way how it gets one
 * @param personal it has a personal password
 * @param oneTimePassword whether it has a one-time password; {@code NONE} where the way is a link
 * @param linkOffered a link to choose a password can be sent now
 * @param shownToAdministrators an administrator may look at the one-time password
 */
public record PasswordState(
        PasswordWay way,
        boolean personal,
        OneTimePasswordState oneTimePassword,
        boolean linkOffered,
        boolean shownToAdministrators) {}
