/**
 * The bundle as its users meet it. {@link io.github.orgportal.tests.Portal} starts the servers, once each;
 * {@link io.github.orgportal.tests.PlainBrowser} is a browser without a screen.
 */
@NullMarked
package io.github.orgportal.tests;

import org.jspecify.annotations.NullMarked;
