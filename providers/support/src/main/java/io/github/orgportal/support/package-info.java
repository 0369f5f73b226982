/**
 * What several providers need and none of the domain: {@link io.github.orgportal.support.SecretBox the secret key},
 * {@link io.github.orgportal.support.WholeNumberOption settings}, {@link io.github.orgportal.support.EntityProviderFactory tables},
 * {@link io.github.orgportal.support.TrackedDelivery the way to follow a mail}, {@link io.github.orgportal.support.BearerCaller who
 * calls an API} and {@link io.github.orgportal.support.Problem why it refuses}. Every provider may use it; it uses none.
 */
@NullMarked
package io.github.orgportal.support;

import org.jspecify.annotations.NullMarked;
