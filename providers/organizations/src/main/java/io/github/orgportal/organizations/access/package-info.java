/**
 * Whether an account may act, and for which organizations: one pure function, {@link io.github.orgportal.organizations.access.AccessDecision},
 * and the one statement that reads what it needs. Everything that lets somebody in asks here.
 */
@NullMarked
package io.github.orgportal.organizations.access;

import org.jspecify.annotations.NullMarked;
