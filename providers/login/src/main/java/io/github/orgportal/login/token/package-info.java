/**
 * What tokens say about the membership for which an account uses a client.
 */
@NullMarked
package io.github.orgportal.login.token;

import org.jspecify.annotations.NullMarked;
