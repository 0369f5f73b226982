/**
 * Passwords that somebody else hands over: {@link io.github.orgportal.onetimepassword.OneTimePasswords} is what other modules use.
 * They work with any Keycloak and know nothing of organizations.
 *
 * <p>A login takes one in {@link io.github.orgportal.onetimepassword.OneTimePasswordForm} and nowhere else, and ends in the
 * required action {@link io.github.orgportal.onetimepassword.PersonalPasswordActionFactory}. Because no other way to log in knows
 * them, none can use or burn them: docs/adr/0009-one-time-passwords.md.
 */
@NullMarked
package io.github.orgportal.onetimepassword;

import org.jspecify.annotations.NullMarked;
