/** Measures the change log from inside a server, where nothing but it and its transaction is part of the time. Benchmarks alone install it. */
@NullMarked
package io.github.orgportal.benchmarks.changes;

import org.jspecify.annotations.NullMarked;
