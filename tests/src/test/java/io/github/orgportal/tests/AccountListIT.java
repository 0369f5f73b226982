package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import io.github.orgportal.tests.client.PortalApi.APIListAccountsRequest;
import io.github.orgportal.tests.client.model.AccountList;
import io.github.orgportal.tests.client.model.AccountRow;
import io.github.orgportal.tests.client.model.NewAccount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
    }

    @Test
    @DisplayName(
            "A-1 the list has everybody, is filtered by every column, sorted and cut into pages, in any order the same")
    void lists() {
        for (String name : List.of("anna", "bert_a", "bert%b", "cleo")) {
            create(name);
        }
        assertEquals(6, total(all -> all));
        assertEquals(4, total(those -> those.status(List.of("PENDING"))));
        assertEquals(2, total(those -> those.status(List.of("ACTIVE"))));
        assertEquals(6, total(those -> those.status(List.of("PENDING", "ACTIVE"))));
        assertEquals(1, total(those -> those.role(List.of("principal-administrator"))));
        assertEquals(1, total(those -> those.search("bert_a")));
        assertEquals(0, total(those -> those.search("%")));
        assertEquals(0, total(those -> those.search("bert\\_a")));
        assertEquals(0, total(those -> those.name("\\")));
        assertEquals(2, total(those -> those.name("bert")));
        assertEquals(5, total(those -> those.role(List.of("clerk")).access("ACTIVE")));
        for (String sort :
                List.of("name", "-name", "loginName", "email", "-role", "status", "access", "-memberSince")) {
            List<String> whole = ids(all -> all.sort(sort));
            List<String> pages = Stream.of("0", "2", "4")
                    .flatMap(first -> ids(page -> page.sort(sort).max("2").first(first)).stream())
                    .toList();
            assertEquals(whole, pages, sort);
            assertEquals(6, Set.copyOf(whole).size(), sort);
        }
        assertEquals(6, total(page -> page.first("100")));
        String unit = domain.unit(organization, "V-1", "group-life", "");
        domain.grant(organization, clerk, Map.of(unit, Set.of("view-contract")));
        assertEquals(List.of(clerk.id()), ids(those -> those.unit(unit)));
        assertEquals(0, total(those -> those.mailbox("financing")));
        assertEquals(
                7,
                administrator
                        .get("/organizations/" + organization + "/accounts/export")
                        .expect(200)
                        .body()
                        .lines()
                        .count());
        assertEquals(
                List.of("sort one_of", "first number", "max number"),
                Api.refusal(() -> list(page -> page.sort("PASSWORD").first("-1").max("101")))
                        .expect(400)
                        .errors());
    }

    @Test
    @DisplayName("A-1 an account stands where its name belongs, whoever changed the name, and is found by it")
    void followsNames() {
        create("mia");
        rename("Älva", "Zzz");
        assertEquals(clerk.id(), ids(all -> all.sort("-name")).get(0));
        assertEquals(List.of(clerk.id()), ids(those -> those.name("zzz")));
        assertEquals(List.of(clerk.id()), ids(those -> those.name("ZZZ älva")));
        assertEquals(List.of(clerk.id()), ids(those -> those.search("zz Älv")));

        rename("Zoe", "Aaa");
        assertEquals(clerk.id(), ids(all -> all.sort("name")).get(0));
        assertEquals(List.of(), ids(those -> those.name("zzz")));
        assertEquals(List.of(clerk.id()), ids(those -> those.name("zoe aaa")));
        // a change of something else leaves the name as it is
        domain.member(organization, portal.account(realm), "clerk");
        assertEquals(clerk.id(), ids(all -> all.sort("name")).get(0));
    }

    @Test
    @DisplayName(
            "A-1 a name is found by what it begins with, in any order and spelling, and umlauts stand among the other letters")
    void findsNames() {
        create("adler");
        rename("Jörg Peter", "von der Ärmel");
        List<String> found = List.of(clerk.id());
        for (String name : List.of(
                "jörg",
                "Joerg P",
                "JO\u0308RG",
                "von der ae",
                "von",
                "jörg von",
                "von der ärmel jörg peter",
                "jörg peter von der")) {
            assertEquals(found, ids(those -> those.name(name)), name);
        }
        for (String name : List.of("rmel", "örg", "jorg", "peter", "jörg von der ärmelx", "%", "_")) {
            assertEquals(List.of(), ids(those -> those.name(name)), name);
        }
        assertEquals(found, ids(those -> those.search("rmel eter")));

        create("affe");
        rename("Ärmel", "Beispiel");
        assertEquals(
                List.of("adler", "Ärmel", "affe", "Kim"),
                list(those -> those.name("beispiel")).getItems().stream()
                        .map(AccountRow::getFirstName)
                        .toList());
    }

    @Test
    @DisplayName("A-1 an account is found by its address and its login name, whoever changed them")
    void followsAddresses() {
        String user = clerk.id();
        UserRepresentation changed = portal.realm(realm).users().get(user).toRepresentation();
        changed.setEmail("Anders-%s@neu.example".formatted(user));
        portal.realm(realm).users().get(user).update(changed);
        String address = "anders-" + user;
        assertEquals(List.of(user), ids(those -> those.email(address)));
        assertEquals(List.of(user), ids(those -> those.search(address)));
        String loginName =
                list(those -> those.search(address)).getItems().get(0).getLoginName();
        assertEquals(List.of(user), ids(those -> those.loginName(loginName)));
        assertEquals(0, total(those -> those.email(clerk.address())));
    }

    @Test
    @DisplayName("A-1 A-11 each status is filtered as the account itself tells it, whatever it comes from")
    void statuses() {
        Account here = member();
        Account everywhere = member();
        Account wrong = member();
        Account both = member();
        Account elsewhere = member();
        Account freed = member();
        Account disabled = member();
        create("ohne");
        domain.lockMember(organization, here);
        domain.lock(everywhere, "ADMINISTRATOR");
        domain.lock(wrong, "WRONG_PASSWORDS");
        domain.lock(both, "WRONG_PASSWORDS");
        domain.lockMember(organization, both);
        String other = domain.organization();
        domain.member(other, elsewhere, "clerk");
        domain.lockMember(other, elsewhere);
        domain.lockMember(organization, freed);
        domain.unlockMember(organization, freed);
        UserRepresentation off = portal.realm(realm).users().get(disabled.id()).toRepresentation();
        off.setEnabled(false);
        portal.realm(realm).users().get(disabled.id()).update(off);

        Map<String, Set<String>> filtered = Stream.of("ACTIVE", "PENDING", "LOCKED", "DEACTIVATED")
                .collect(Collectors.toMap(
                        status -> status, status -> Set.copyOf(ids(those -> those.status(List.of(status))))));
        assertEquals(Set.of(here.id(), everywhere.id(), both.id(), disabled.id()), filtered.get("LOCKED"));
        assertEquals(Set.of(wrong.id()), filtered.get("DEACTIVATED"));
        assertEquals(5, total(those -> those.access("INACTIVE")));
        assertEquals(
                List.of("ACTIVE", "DEACTIVATED", "LOCKED", "PENDING"),
                list(all -> all.sort("status")).getItems().stream()
                        .map(AccountRow::getStatus)
                        .map(String::valueOf)
                        .distinct()
                        .toList());
        assertEquals(
                total(all -> all),
                filtered.values().stream().mapToLong(Set::size).sum());
        filtered.forEach((status, accounts) -> accounts.forEach(account -> assertEquals(
                status,
                administrator
                        .get("/organizations/" + organization + "/accounts/" + account)
                        .expect(200)
                        .json()
                        .path("account")
                        .path("status")
                        .asText())));
    }

    private Account member() {
        Account account = portal.account(realm);
        domain.member(organization, account, "clerk");
        return account;
    }

    /** Over Keycloak's own admin API, which knows nothing of the portal. */
    private void rename(String first, String last) {
        UserRepresentation changed = portal.realm(realm).users().get(clerk.id()).toRepresentation();
        changed.setFirstName(first);
        changed.setLastName(last);
        portal.realm(realm).users().get(clerk.id()).update(changed);
    }

    private void create(String name) {
        NewAccount clerk = new NewAccount()
                .firstName(name.replace("%", "-"))
                .lastName("Beispiel")
                .email(name.replace("%", "p") + "@neu.example");
        administrator.createAccount(organization, clerk, null);
    }

    private long total(UnaryOperator<APIListAccountsRequest.Builder> conditions) {
        return list(conditions).getTotal();
    }

    private List<String> ids(UnaryOperator<APIListAccountsRequest.Builder> conditions) {
        return list(conditions).getItems().stream().map(AccountRow::getId).toList();
    }

    private AccountList list(UnaryOperator<APIListAccountsRequest.Builder> conditions) {
        return administrator.listAccounts(conditions
                .apply(APIListAccountsRequest.newBuilder().organization(organization))
                .build());
    }
}
