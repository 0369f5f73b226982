package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.UserRepresentation;

/** The list of an organization's accounts, whose statement both databases have to understand alike. */
@ParameterizedClass(name = "on {0}")
@EnumSource
class AccountListIT {
    private final Portal portal;
    private final String realm;
    private final Domain domain;
    private final String organization;
    private final Account clerk;
    private final Caller administrator;
    private final String accounts;

    AccountListIT(Portal.On on) {
        portal = on.portal();
        realm = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        domain = portal.domain(realm);
        organization = domain.organization();
        Account principal = portal.account(realm);
        clerk = portal.account(realm);
        domain.member(organization, principal, "principal-administrator");
        domain.member(organization, clerk, "clerk");
        administrator = Api.of(portal, realm).caller(principal);
        accounts = "/organizations/" + organization + "/accounts";
    }

    @Test
    @DisplayName(
            "A-1 the list has everybody, is filtered by every column, sorted and cut into pages, in any order the same")
    void lists() {
        for (String name : List.of("anna", "bert_a", "bert%b", "cleo")) {
            administrator.post(accounts, newClerk(name)).expect(201);
        }
        assertEquals(6, total(""));
        assertEquals(4, total("?status=PENDING"));
        assertEquals(2, total("?status=ACTIVE"));
        assertEquals(1, total("?role=principal-administrator"));
        assertEquals(1, total("?search=bert_a"));
        assertEquals(0, total("?search=%25"));
        assertEquals(2, total("?name=bert"));
        assertEquals(5, total("?role=clerk&access=ACTIVE"));
        for (String sort :
                List.of("name", "-name", "loginName", "email", "-role", "status", "access", "-memberSince")) {
            List<String> whole = ids("?sort=" + sort);
            List<String> pages = Stream.of(0, 2, 4)
                    .flatMap(first -> ids("?sort=" + sort + "&max=2&first=" + first).stream())
                    .toList();
            assertEquals(whole, pages, sort);
            assertEquals(6, Set.copyOf(whole).size(), sort);
        }
        assertEquals(6, total("?first=100"));
        String unit = domain.unit(organization, "V-1", "group-life", "");
        domain.grant(organization, clerk, Map.of(unit, Set.of("view-contract")));
        assertEquals(List.of(clerk.id()), ids("?unit=" + unit));
        assertEquals(0, total("?mailbox=financing"));
        assertEquals(
                7,
                administrator
                        .get(accounts + "/export")
                        .expect(200)
                        .body()
                        .lines()
                        .count());
        assertEquals(
                List.of("sort one_of", "first number", "max number"),
                administrator
                        .get(accounts + "?sort=PASSWORD&first=-1&max=101")
                        .expect(400)
                        .errors());
    }

    @Test
    @DisplayName("A-1 an account stands where its name belongs, whoever changed the name, and is found by it")
    void followsNames() {
        administrator.post(accounts, newClerk("mia")).expect(201);
        rename("Älva", "Zzz");
        assertEquals(clerk.id(), ids("?sort=-name").get(0));
        assertEquals(List.of(clerk.id()), ids("?name=zzz"));
        assertEquals(List.of(clerk.id()), ids("?name=ZZZ%20%C3%A4lva"));
        assertEquals(List.of(clerk.id()), ids("?search=zz%20%C3%84lv"));

        rename("Zoe", "Aaa");
        assertEquals(clerk.id(), ids("?sort=name").get(0));
        assertEquals(List.of(), ids("?name=zzz"));
        assertEquals(List.of(clerk.id()), ids("?name=zoe%20aaa"));
        // a change of something else leaves the name as it is
        domain.member(organization, portal.account(realm), "clerk");
        assertEquals(clerk.id(), ids("?sort=name").get(0));
    }

    /** Over Keycloak's own admin API, which knows nothing of the portal. */
    private void rename(String first, String last) {
        UserRepresentation changed = portal.realm(realm).users().get(clerk.id()).toRepresentation();
        changed.setFirstName(first);
        changed.setLastName(last);
        portal.realm(realm).users().get(clerk.id()).update(changed);
    }

    private static Map<String, String> newClerk(String name) {
        return Map.of(
                "firstName",
                name.replace("%", "-"),
                "lastName",
                "Beispiel",
                "email",
                name.replace("%", "p") + "@neu.example");
    }

    private int total(String query) {
        return administrator
                .get(accounts + query)
                .expect(200)
                .json()
                .path("total")
                .asInt();
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        administrator
                .get(accounts + query)
                .expect(200)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
