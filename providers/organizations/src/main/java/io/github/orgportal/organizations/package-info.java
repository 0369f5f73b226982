/**
 * The domain: who belongs to which organization in which role, what they may do, who is locked and why. Here is only what announces the
 * module to Keycloak; the packages below are the features.
 */
@NullMarked
package io.github.orgportal.organizations;

import org.jspecify.annotations.NullMarked;
