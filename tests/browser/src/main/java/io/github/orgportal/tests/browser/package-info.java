/** A real browser, for the end-to-end tests and the benchmarks. */
@NullMarked
package io.github.orgportal.tests.browser;

import org.jspecify.annotations.NullMarked;
