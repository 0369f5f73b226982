/** Calls the one-time passwords' service from outside, as a module of the bundle would from inside. Tests alone install it. */
@NullMarked
package io.github.orgportal.tests.onetimepassword;

import org.jspecify.annotations.NullMarked;
