/**
 * How people come to organizations: a new account with its place and the way to its first password, or one that comes back, and the mail that tells
 * the administrators who are there. Who decides that stands in {@code application}, or is the caller.
 */
@NullMarked
package io.github.orgportal.organizations.admission;

import org.jspecify.annotations.NullMarked;
