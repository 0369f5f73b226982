/**
 * Mailboxes of organizations: who is assigned to them, and where their notifications go.
 */
@NullMarked
package io.github.orgportal.organizations.mailbox;

import org.jspecify.annotations.NullMarked;
