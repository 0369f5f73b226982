/**
 * The log of changes: who did what to whom, chained so that a missing or altered entry shows. Every service of this module writes to
 * it, in the transaction of the change. {@code chain} is how entries are signed, {@code verification} the command that checks them.
 */
@NullMarked
package io.github.orgportal.organizations.changelog;

import org.jspecify.annotations.NullMarked;
