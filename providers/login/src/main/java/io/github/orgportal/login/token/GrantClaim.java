package io.github.orgportal.login.token;

import io.github.orgportal.organizations.grant.EffectiveGrants;
import io.github.orgportal.organizations.grant.UnitRights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rights that a token has room for. Units with the same rights stand together, so that the rights are named once.
 *
 * @param units those that fit, at most {@value #MOST_CHARACTERS} characters of JSON in all
 * @param more whether there are others: the lookup endpoint tells them
 */
record GrantClaim(List<Group> units, boolean more) {
    /** With what else Keycloak and this module write into it, a token stays below 4 kB. */
    static final int MOST_CHARACTERS = 1700;

    private static final int PUNCTUATION_OF_A_GROUP = "{\"rights\":[],\"numbers\":[]},".length();
    private static final int PUNCTUATION_OF_A_TEXT = "\"\",".length();

    /**
     * Units with the same rights.
     *
     * @param rights ids of the rights, in the order of the catalogue
     * @param numbers of the units, in order
     */
    record Group(List<String> rights, List<String> numbers) {}

    static GrantClaim of(EffectiveGrants grants) {
        Map<List<String>, List<String>> numbers = new LinkedHashMap<>();
        int characters = 0;
        for (UnitRights unit : grants.units()) {
            characters += length(unit.unitNumber());
            if (!numbers.containsKey(unit.rights())) {
                characters += PUNCTUATION_OF_A_GROUP
                        + unit.rights().stream().mapToInt(GrantClaim::length).sum();
            }
            if (characters > MOST_CHARACTERS) {
                return new GrantClaim(groups(numbers), true);
            }
            numbers.computeIfAbsent(unit.rights(), key -> new ArrayList<>()).add(unit.unitNumber());
        }
        return new GrantClaim(groups(numbers), grants.more());
    }

    private static int length(String text) {
        return text.length() + PUNCTUATION_OF_A_TEXT;
    }

    private static List<Group> groups(Map<List<String>, List<String>> numbers) {
        return numbers.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(), group.getValue().stream().sorted().toList()))
                .toList();
    }
}
