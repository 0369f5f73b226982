/**
 * How a first or replacement password reaches a person: shown to the administrator, by letter or by a link, as the portal's
 * rules say for the role. {@link io.github.orgportal.organizations.password.Passwords} is what other modules use; the pages behind the
 * links are the login module's: docs/adr/0011-passwords-reach-people.md.
 */
@NullMarked
package io.github.orgportal.organizations.password;

import org.jspecify.annotations.NullMarked;
