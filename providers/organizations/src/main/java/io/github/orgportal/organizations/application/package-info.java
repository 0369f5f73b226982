/**
 * Applications of people who want an account: what they typed, and what the operator made of it. Until one is approved, nothing of it is looked
 * up, so that nobody learns from it which organizations and addresses there are. Approving is one transaction; {@code admission} does its work.
 */
@NullMarked
package io.github.orgportal.organizations.application;

import org.jspecify.annotations.NullMarked;
