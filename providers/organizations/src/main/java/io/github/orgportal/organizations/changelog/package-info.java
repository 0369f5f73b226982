/**
 * The log of changes: who did what to whom, chained so that a missing or altered entry shows. Every service of this module writes to
 * it, in the transaction of the change.
 */
@NullMarked
package io.github.orgportal.organizations.changelog;

import org.jspecify.annotations.NullMarked;
