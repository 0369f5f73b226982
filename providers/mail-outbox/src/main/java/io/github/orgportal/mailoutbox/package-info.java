/**
 * The outbox: a mail is a row in the transaction that causes it, and leaves after it. Any Keycloak mail goes through here; who
 * wants to follow one uses {@link io.github.orgportal.support.TrackedDelivery}.
 */
@NullMarked
package io.github.orgportal.mailoutbox;

import org.jspecify.annotations.NullMarked;
