/** Tests of the parts of the registration that need no server. */
@NullMarked
package io.github.orgportal.registration;

import org.jspecify.annotations.NullMarked;
