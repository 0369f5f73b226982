package io.github.orgportal.organizations.access;

/**
 * An active lock, as far as it matters for access.
 *
 * @param id of the lock
 * @param scope what it is put on
 * @param cause why
 * @param targetId of the account, membership or organization, as the scope says
 * @param reason what the one who locked wrote
 */
public record Lock(String id, LockScope scope, LockCause cause, String targetId, String reason) {}
