/**
 * Memberships: which account belongs to which organization in which role.
 */
@NullMarked
package io.github.orgportal.organizations.membership;

import org.jspecify.annotations.NullMarked;
