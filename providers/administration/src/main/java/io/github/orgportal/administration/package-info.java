/**
 * The REST API of the portals, under {@code /realms/{realm}/portal}. It asks who calls and whether they may, calls the domain, and turns
 * the answer into HTTP; rules live in {@code organizations}. Nobody uses it from Java.
 */
@NullMarked
package io.github.orgportal.administration;

import org.jspecify.annotations.NullMarked;
