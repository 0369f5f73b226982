/** Tests of the API that need no server. */
@NullMarked
package io.github.orgportal.administration;

import org.jspecify.annotations.NullMarked;
