package io.github.orgportal.organizations.profile;

/**
 * A unit of an organization.
 *
 * @param id of the unit
 * @param data what is said about it
 */
public record Unit(String id, UnitData data) {}
