/** Measures what the bundle costs: stock Keycloak and the bundle side by side, in the same run and where possible on the same server. */
@NullMarked
package io.github.orgportal.benchmarks;

import org.jspecify.annotations.NullMarked;
