package io.github.orgportal.organizations.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the document says about an account in an organization.
 *
 * @param person who it is
 * @param role what it is there
 * @param bound an administrator who holds only these grants and mailboxes; where missing, that stays as it is
 * @param grants to the numbers of units, the ids of rights; where missing, they stay as they are
 * @param mailboxes types of the mailboxes that it is assigned to; where missing, they stay as they are
 */
record AccountRow(
        Person person,
        Role role,
        Optional<Boolean> bound,
        Optional<Map<String, Set<String>>> grants,
        Optional<Set<String>> mailboxes) {
    static final String LOGIN_NAME = "loginName";
    private static final String EMAIL = "email";
    private static final String FIRST_NAME = "firstName";
    private static final String LAST_NAME = "lastName";
    private static final String PHONE = "phone";
    private static final String BIRTH_DATE = "birthDate";
    private static final String ROLE = "role";
    private static final String BOUND = "bound";
    private static final String GRANTS = "grants";
    private static final String MAILBOXES = "mailboxes";
    private static final List<String> FIELDS =
            List.of(LOGIN_NAME, EMAIL, FIRST_NAME, LAST_NAME, PHONE, BIRTH_DATE, ROLE, BOUND, GRANTS, MAILBOXES);
    private static final String UNIT = "unit";
    private static final String RIGHTS = "rights";
    private static final List<String> GRANT_FIELDS = List.of(UNIT, RIGHTS);

    static AccountRow of(JsonNode json) throws RejectedException {
        Fields fields = Fields.of(json, FIELDS);
        Role role = role(fields.text(ROLE));
        Optional<List<JsonNode>> grants = fields.list(GRANTS);
        return new AccountRow(
                new Person(
                        fields.text(LOGIN_NAME),
                        fields.text(EMAIL),
                        fields.text(FIRST_NAME),
                        fields.text(LAST_NAME),
                        fields.optionalText(PHONE),
                        fields.optionalText(BIRTH_DATE)),
                role,
                bound(role, fields.flag(BOUND)),
                grants.isPresent() ? Optional.of(grants(grants.get())) : Optional.empty(),
                fields.texts(MAILBOXES));
    }

    private static Role role(String text) throws RejectedException {
        return Role.of(text)
                .orElseThrow(() -> new RejectedException(
                        "role is '%s', allowed is one of %s".formatted(text, roles(Role.values()))));
    }

    private static Optional<Boolean> bound(Role role, Optional<Boolean> bound) throws RejectedException {
        if (role != Role.ADMINISTRATOR && bound.orElse(false)) {
            throw new RejectedException("bound is 'true', allowed is that for %s".formatted(roles(Role.ADMINISTRATOR)));
        }
        return bound;
    }

    private static Map<String, Set<String>> grants(List<JsonNode> list) throws RejectedException {
        Map<String, Set<String>> grants = new TreeMap<>();
        for (JsonNode json : list) {
            Fields fields = Fields.of(json, GRANT_FIELDS);
            String unit = fields.text(UNIT);
            Set<String> rights = fields.texts(RIGHTS)
                    .orElseThrow(() -> new RejectedException("The grants on unit '%s' have no rights".formatted(unit)));
            if (grants.put(unit, rights) != null) {
                throw new RejectedException("grants has the unit '%s' twice, allowed is each once".formatted(unit));
            }
        }
        return grants;
    }

    static String roles(Role... roles) {
        return Arrays.stream(roles).map(Role::text).collect(Collectors.joining(", "));
    }

    /** Not the person. */
    @Override
    public String toString() {
        return role.text();
    }
}
