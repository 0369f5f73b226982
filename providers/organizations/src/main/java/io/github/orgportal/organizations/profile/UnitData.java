package io.github.orgportal.organizations.profile;

import java.util.Optional;

/**
 * What is said about a unit.
 *
 * @param number unique in its organization, never changes
 * @param name for people
 * @param type one of the realm's unit types
 * @param identifier what some rights need before they can be used; none if the unit has none yet
 */
public record UnitData(String number, String name, String type, Optional<String> identifier) {}
