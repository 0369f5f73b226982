/**
 * Wishes for rights that no administrator of the organization can fulfil, and that wait for the operator. What became of one stands in the
 * change log alone.
 */
@NullMarked
package io.github.orgportal.organizations.activation;

import org.jspecify.annotations.NullMarked;
