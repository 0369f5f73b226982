/**
 * The one answer to "may this account use this client now", {@link io.github.orgportal.login.access.Admission}, and everything that
 * asks for it: the login's password form and access step, the client-policy executor, and the net under every token.
 */
@NullMarked
package io.github.orgportal.login.access;

import org.jspecify.annotations.NullMarked;
