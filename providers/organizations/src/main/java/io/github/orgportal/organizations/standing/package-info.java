/** How accounts stand by themselves, whatever organization looks at them. */
@NullMarked
package io.github.orgportal.organizations.standing;

import org.jspecify.annotations.NullMarked;
