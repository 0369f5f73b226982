/** The role that is chosen before name and password, where a portal wants that: its page, and where the choice is kept. */
@NullMarked
package io.github.orgportal.login.role;

import org.jspecify.annotations.NullMarked;
