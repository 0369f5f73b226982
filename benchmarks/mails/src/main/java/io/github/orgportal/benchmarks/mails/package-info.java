/** Fills a server's outbox from inside, which no request of a real user could do so fast. Benchmarks alone install it. */
@NullMarked
package io.github.orgportal.benchmarks.mails;

import org.jspecify.annotations.NullMarked;
