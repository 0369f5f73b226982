/**
 * The command that checks the log, beside a running server or without one: plain Java and JDBC, no Keycloak. It signs as the server does,
 * with the classes of {@code chain}.
 */
@NullMarked
package io.github.orgportal.organizations.changelog.verification;

import org.jspecify.annotations.NullMarked;
