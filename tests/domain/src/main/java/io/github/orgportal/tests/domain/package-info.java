/** Calls the domain's services from outside, with nobody to ask who may: the administration's API does that. Tests alone install it. */
@NullMarked
package io.github.orgportal.tests.domain;

import org.jspecify.annotations.NullMarked;
