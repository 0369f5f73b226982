/**
 * The second factor by mail: {@link io.github.orgportal.emailtan.EmailTanAuthenticatorFactory}. It works in any flow of any
 * Keycloak, with any {@code EmailSenderProvider}, and knows nothing of organizations. Nobody calls it but Keycloak.
 *
 * <p>One row per account holds everything that must not be lost or reset: the TANs that are out, the wrong tries, the mails sent.
 * It is read under a row lock, changed by the pure {@link io.github.orgportal.emailtan.TanState}, and written back.
 */
@NullMarked
package io.github.orgportal.emailtan;

import org.jspecify.annotations.NullMarked;
