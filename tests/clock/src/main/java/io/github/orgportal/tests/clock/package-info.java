/** Moves Keycloak's clock from outside, so that a test of an expiry need not wait for it. Tests alone install it. */
@NullMarked
package io.github.orgportal.tests.clock;

import org.jspecify.annotations.NullMarked;
