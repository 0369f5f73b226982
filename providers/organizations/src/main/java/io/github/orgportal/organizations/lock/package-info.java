/**
 * Locks and the rule of the last administrator. Every change that can leave an organization without an active administrator goes
 * through {@link io.github.orgportal.organizations.lock.Cascade}.
 */
@NullMarked
package io.github.orgportal.organizations.lock;

import org.jspecify.annotations.NullMarked;
