/**
 * "Forgotten password" on the login page. It asks who it is, says the same to everybody, and never logs anybody in: what the portal's
 * rules want happens after the answer, so that its time says the same as well.
 */
@NullMarked
package io.github.orgportal.login.forgotten;

import org.jspecify.annotations.NullMarked;
