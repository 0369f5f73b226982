/**
 * Rights on units: what is granted to a membership, and what of it has an effect.
 */
@NullMarked
package io.github.orgportal.organizations.grant;

import org.jspecify.annotations.NullMarked;
