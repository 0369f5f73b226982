/**
 * What an entry of the log is signed by: the one place that the writing server and the checking command share. Plain Java, no
 * Keycloak.
 */
@NullMarked
package io.github.orgportal.organizations.changelog.chain;

import org.jspecify.annotations.NullMarked;
