/**
 * What people log in with: one table of names, each of which belongs to one account. Whoever changes an address or a membership lets the
 * names follow, in the same transaction.
 */
@NullMarked
package io.github.orgportal.organizations.loginname;

import org.jspecify.annotations.NullMarked;
