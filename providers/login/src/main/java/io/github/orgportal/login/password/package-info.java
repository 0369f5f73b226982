/** Changing the own password in a portal: with the current one only, and at the price of a new login. */
@NullMarked
package io.github.orgportal.login.password;

import org.jspecify.annotations.NullMarked;
