/**
 * Starts a real Keycloak with the bundle, a PostgreSQL and a mail server on this machine. Demo, tests and benchmarks stand on it;
 * it knows the image's files and nothing of what the providers do.
 */
@NullMarked
package io.github.orgportal.launcher;

import org.jspecify.annotations.NullMarked;
