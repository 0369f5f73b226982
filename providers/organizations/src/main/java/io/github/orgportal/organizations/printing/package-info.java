/**
 * The way of letters from the queue to paper: which of them can be printed, what they say, and that a secret is gone once it is on paper.
 * How they look is not known here.
 */
@NullMarked
package io.github.orgportal.organizations.printing;

import org.jspecify.annotations.NullMarked;
