package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Portal.Account;
import io.github.orgportal.tests.client.ApiException;
import io.github.orgportal.tests.client.ApiResponse;
import io.github.orgportal.tests.client.PortalApi.APIListAccountsRequest;
import io.github.orgportal.tests.client.PortalApi.APIListChangesRequest;
import io.github.orgportal.tests.client.PortalApi.APIListOrganizationsRequest;
import io.github.orgportal.tests.client.model.AccountDetail;
import io.github.orgportal.tests.client.model.AccountRow;
import io.github.orgportal.tests.client.model.ChangeList;
import io.github.orgportal.tests.client.model.ChangeView;
import io.github.orgportal.tests.client.model.ChangedAccount;
import io.github.orgportal.tests.client.model.ChangedMailbox;
import io.github.orgportal.tests.client.model.ChangedOrganization;
import io.github.orgportal.tests.client.model.ChangedRights;
import io.github.orgportal.tests.client.model.ChangedUnit;
import io.github.orgportal.tests.client.model.ChosenName;
import io.github.orgportal.tests.client.model.LockOrder;
import io.github.orgportal.tests.client.model.LockPreview;
import io.github.orgportal.tests.client.model.MailboxView;
import io.github.orgportal.tests.client.model.Matrix;
import io.github.orgportal.tests.client.model.Message;
import io.github.orgportal.tests.client.model.NewAccount;
import io.github.orgportal.tests.client.model.NewOrganization;
import io.github.orgportal.tests.client.model.OneTimePasswordView;
import io.github.orgportal.tests.client.model.OrganizationDetail;
import io.github.orgportal.tests.client.model.OrganizationList;
import io.github.orgportal.tests.client.model.OrganizationView;
import io.github.orgportal.tests.client.model.PostalAddress;
import io.github.orgportal.tests.client.model.Restrictions;
import io.github.orgportal.tests.client.model.RightRequest;
import io.github.orgportal.tests.client.model.RightView;
import io.github.orgportal.tests.client.model.UnitGrant;
import io.github.orgportal.tests.client.model.UnitView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.UserRepresentation;

/** What administrators do over the API, line by line of the requirements. */
class AdministrationIT {
    private static final Set<String> VIEW = Set.of("view-contract");
    /** No Idempotency-Key, no If-Match. */
    private static final String NONE = null;

    private static Portal portal;
    private static String realm = "";
    private static Domain domain;
    private static Api api;
    private static Caller operator;

    private String organization = "";
    private Account principal;
    private Caller administrator;
    private Account clerk;
    private String accounts = "";

    @BeforeAll
    static void aPortal() {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        domain = portal.domain(realm);
        api = Api.of(portal, realm);
        Api.policy(portal, realm, "mailsPerHour", "100000");
        Account person = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(person.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        operator = api.caller(person);
    }

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        principal = portal.account(realm);
        clerk = portal.account(realm);
        domain.member(organization, principal, "principal-administrator");
        domain.member(organization, clerk, "clerk");
        administrator = api.caller(principal);
        accounts = "/organizations/" + organization + "/accounts";
    }

    @Test
    @DisplayName("A-2 an administrator creates a clerk with rights; it is pending, and the log tells who made it")
    void createsAClerk() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        ApiResponse<AccountDetail> answer = administrator.createAccountWithHttpInfo(
                organization, newClerk("kim").addGrantsItem(grant(unit, "view-contract")), NONE);
        AccountDetail created = answer.getData();
        String id = created.getAccount().getId();

        assertEquals(201, answer.getStatusCode());
        assertEquals("PENDING", created.getAccount().getStatus());
        assertEquals("clerk", created.getAccount().getRole());
        assertEquals(List.of(grant(unit, "view-contract")), created.getGrants());
        assertEquals(created, administrator.getAccount(organization, id));
        assertTrue(answer.getHeaders().get("Location").get(0).endsWith(accounts + "/" + id));
        List<String> actions = changes(conditions -> conditions.person(id)).stream()
                .map(ChangeView::getAction)
                .toList();
        assertTrue(
                actions.containsAll(List.of("ACCOUNT_CREATED", "MEMBERSHIP_CREATED", "GRANTS_CHANGED")),
                actions::toString);
    }

    @ParameterizedTest(name = "A-2 A-3 a clerk with {0} = {1} is refused: {2}, in the caller's language")
    @CsvSource(
            delimiter = '|',
            value = {
                "email|info@firma.example|email portalErrorGenericAddress",
                "email|Post+neu@firma.example|email portalErrorGenericAddress",
                "email|keine|email error-invalid-email",
                "firstName|''|firstName required",
                "firstName|K<m>|firstName error-person-name-invalid-character",
                "phone|call me|phone error-pattern-no-match",
                "role|boss|role one_of",
                "enabled|true|enabled unknown_field",
            })
    void refusesWrongFields(String field, String value, String error) {
        Answer refused = administrator.post(accounts, newClerk("kim", Map.of(field, value)));

        assertEquals(List.of(error), refused.expect(400, "invalid").errors());
        assertNotEquals(
                error.split(" ", 2)[1],
                refused.json().path("errors").get(0).path("detail").asText());
    }

    @Test
    @DisplayName("A-3 the admin console refuses addresses that belong to nobody in person")
    void adminConsoleRefusesGenericAddresses() {
        UserRepresentation user = new UserRepresentation();
        user.setUsername("sammel" + UUID.randomUUID());
        user.setFirstName("Kim");
        user.setLastName("Beispiel");
        user.setEmail("kontakt@firma.example");
        try (var answer = portal.realm(realm).users().create(user)) {
            assertEquals(400, answer.getStatus());
        }
        user.setEmail("kim.kontakt@firma.example");
        try (var answer = portal.realm(realm).users().create(user)) {
            assertEquals(201, answer.getStatus());
        }
    }

    @Test
    @DisplayName("A-5 where terms of use must be known, nobody is created without the confirmation, and it is recorded")
    void terms() {
        String other = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        Api there = Api.of(portal, other);
        Api.policy(portal, other, "termsRequired", "true");
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);

        assertEquals(
                List.of("termsConfirmed required"),
                Api.refusal(() -> caller.createAccount(place, newClerk("kim"), NONE))
                        .expect(400)
                        .errors());
        caller.createAccount(place, newClerk("kim").termsConfirmed(true), NONE);
        ChangeList confirmed = caller.listChanges(APIListChangesRequest.newBuilder()
                .organization(place)
                .action("TERMS_CONFIRMED")
                .build());
        assertEquals(1, confirmed.getItems().size());
    }

    @Test
    @DisplayName(
            "A-6 A-7 personal data of a clerk can be edited, one's own not; two who edit at once do not overwrite each other")
    void edits() {
        String seen = Api.version(administrator.getAccountWithHttpInfo(organization, clerk.id()));
        ChangedAccount data = new ChangedAccount()
                .firstName("Robin")
                .lastName("Muster")
                .email(clerk.loginName() + "@neu.example")
                .phone("+49 30 1");
        Api.refusal(() -> administrator.changeAccount(organization, clerk.id(), data, NONE))
                .expect(428, "version_required");
        String changed = Api.version(administrator.changeAccountWithHttpInfo(organization, clerk.id(), data, seen));
        Api.refusal(() -> administrator.changeAccount(organization, clerk.id(), data, seen))
                .expect(412, "changed_meanwhile");
        ApiResponse<AccountDetail> again = administrator.getAccountWithHttpInfo(organization, clerk.id());

        assertEquals(changed, Api.version(again));
        assertEquals("Robin", again.getData().getAccount().getFirstName());
        assertEquals("+49 30 1", again.getData().getAccount().getPhone());
        assertEquals(List.of(), portal.mails().mails(clerk.loginName() + "@neu.example"));
        String own = Api.version(administrator.getAccountWithHttpInfo(organization, principal.id()));
        Api.refusal(() -> administrator.changeAccount(organization, principal.id(), data, own))
                .expect(403, "own_data");
    }

    @Test
    @DisplayName(
            "A-8 A-9 A-10 rights are set in one write with the version that was seen; what is missing, switched off or foreign is refused")
    void grants() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        ChangedRights both = new ChangedRights().addGrantsItem(grant(unit, "view-contract", "view-persons"));
        ChangedRights one = new ChangedRights().addGrantsItem(grant(unit, "view-contract"));
        ChangedRights lacking = new ChangedRights().addGrantsItem(grant(unit, "view-persons"));
        String seen = Api.version(administrator.getAccountWithHttpInfo(organization, clerk.id()));
        assertEquals(
                List.of("grants." + unit + ".view-persons right_missing_requirement"),
                Api.refusal(() -> administrator.changeRights(organization, clerk.id(), lacking, seen))
                        .expect(400)
                        .errors());
        String granted = Api.version(administrator.changeRightsWithHttpInfo(organization, clerk.id(), both, seen));
        Api.refusal(() -> administrator.changeRights(organization, clerk.id(), one, seen))
                .expect(412);
        assertEquals(
                List.of("view-contract", "view-persons"),
                domain.grants(organization, clerk, 10).byNumber().get("V-1"));

        Restrictions restrictions = new Restrictions().addRightsItem("view-persons");
        Api.refusal(() -> operator.changeRestrictions(organization, restrictions, NONE))
                .expect(428, "version_required");
        String unrestricted = Api.version(operator.getRestrictionsWithHttpInfo(organization));
        String restricted =
                Api.version(operator.changeRestrictionsWithHttpInfo(organization, restrictions, unrestricted));
        Api.refusal(() -> operator.changeRestrictions(organization, new Restrictions().rights(List.of()), unrestricted))
                .expect(412, "changed_meanwhile");
        ApiResponse<Restrictions> kept = operator.getRestrictionsWithHttpInfo(organization);
        assertEquals(List.of("view-persons"), kept.getData().getRights());
        assertEquals(restricted, Api.version(kept));
        assertEquals(
                List.of("view-contract"),
                domain.grants(organization, clerk, 10).byNumber().get("V-1"));
        assertEquals(
                List.of("grants." + unit + ".view-persons right_switched_off"),
                Api.refusal(() -> administrator.changeRights(organization, clerk.id(), both, granted))
                        .expect(400)
                        .errors());
        List<String> grantable = administrator.listRights(organization).getItems().stream()
                .map(RightView::getId)
                .toList();
        assertTrue(grantable.contains("view-contract"), grantable::toString);
        assertFalse(grantable.contains("view-persons"), grantable::toString);
        String foreign = domain.unit(domain.organization(), "V-1", "group-life", "");
        ChangedRights elsewhere = new ChangedRights().addGrantsItem(grant(foreign, "view-contract"));
        Api.refusal(() -> administrator.changeRights(organization, clerk.id(), elsewhere, granted))
                .expect(404, "unit_not_found");
    }

    @Test
    @DisplayName("A-11 A-12 a lock needs a reason, ends sessions and tells by whom; unlocking gives everything back")
    void locks() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        domain.grant(organization, clerk, Map.of(unit, VIEW));
        Caller locked = api.caller(clerk);
        locked.getMe();
        assertEquals(
                List.of("reason required"),
                Api.refusal(() -> administrator.lockAccount(organization, clerk.id(), lock(" ")))
                        .expect(400)
                        .errors());
        AccountDetail now = administrator.lockAccount(organization, clerk.id(), lock("Elternzeit"));

        assertEquals("LOCKED", now.getAccount().getStatus());
        assertEquals("INACTIVE", now.getAccount().getAccess());
        assertEquals("Elternzeit", now.getLocks().get(0).getReason());
        assertEquals(principal.loginName(), now.getLocks().get(0).getBy());
        assertLockedOut(locked);
        assertEquals(1, total(conditions -> conditions.status(List.of("LOCKED"))));
        assertEquals(1, total(conditions -> conditions.access("INACTIVE")));

        AccountDetail back = administrator.unlockAccount(organization, clerk.id());
        assertEquals("ACTIVE", back.getAccount().getStatus());
        assertEquals(unit, back.getGrants().get(0).getUnit());
        Api.refusal(() -> administrator.unlockAccount(organization, clerk.id())).expect(409, "nothing_to_unlock");
    }

    private static void assertLockedOut(Caller caller) {
        int status = Api.refusal(caller::getMe).status();
        assertTrue(status == 401 || status == 403, () -> "status " + status);
    }

    @Test
    @DisplayName(
            "A-14 C-1 locking oneself, the last administrator, says what follows, wants a confirmation, and is final")
    void locksItself() {
        LockPreview preview = administrator.previewLock(organization, principal.id());
        assertTrue(preview.isSelf());
        assertTrue(preview.isLastAdministrator());
        assertEquals(1, preview.getClerks());
        assertTrue(administrator.getMe().getMemberships().get(0).getHints().contains("only-administrator"));

        Api.refusal(() -> administrator.lockAccount(organization, principal.id(), lock("Ruhestand")))
                .expect(409, "confirmation_required");
        assertEquals(
                204,
                administrator
                        .lockAccountWithHttpInfo(
                                organization, principal.id(), lock("Ruhestand").confirmed(true))
                        .getStatusCode());
        assertLockedOut(administrator);
        assertFalse(domain.state(clerk).granted());
        Api.refusal(() -> operator.unlockAccount(organization, principal.id())).expect(409, "lock_final");
    }

    @Test
    @DisplayName(
            "A-16 who belongs to two organizations is locked in one of them only, and nobody there changes its address")
    void sharedAccounts() {
        String other = domain.organization();
        domain.member(other, portal.account(realm), "principal-administrator");
        domain.member(other, clerk, "clerk");
        String seen = Api.version(administrator.getAccountWithHttpInfo(organization, clerk.id()));
        Api.refusal(() -> administrator.changeAccount(organization, clerk.id(), person("fremd@firma.example"), seen))
                .expect(403, "account_shared");
        administrator.lockAccount(organization, clerk.id(), lock("hier nicht"));

        assertEquals(List.of(other), domain.state(clerk).organizations());
        administrator.unlockAccount(organization, clerk.id());
        assertEquals(2, domain.state(clerk).organizations().size());
    }

    @Test
    @DisplayName(
            "A-7 nobody but the operator changes an administrator's address: who gets its mails could act in its name")
    void administratorsAddress() {
        Account other = portal.account(realm);
        domain.member(organization, other, "administrator");
        String seen = Api.version(administrator.getAccountWithHttpInfo(organization, other.id()));

        Api.refusal(() -> administrator.changeAccount(organization, other.id(), person("fremd@firma.example"), seen))
                .expect(403, "not_allowed");
        AccountDetail changed = administrator.changeAccount(organization, other.id(), person(other.address()), seen);
        assertEquals("Neu", changed.getAccount().getLastName());
    }

    @Test
    @DisplayName(
            "A-16 no administrator manages the operator's people, although they are clerks of the organization too")
    void operatorsPeople() {
        portal.realm(realm)
                .users()
                .get(clerk.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));

        Api.refusal(() -> administrator.lockAccount(organization, clerk.id(), lock("x")))
                .expect(403, "not_allowed");
        Api.refusal(() -> administrator.setOneTimePassword(organization, clerk.id(), NONE))
                .expect(403, "not_allowed");
        Api.refusal(() -> administrator.sendPasswordLink(organization, clerk.id(), NONE))
                .expect(403, "not_allowed");
    }

    @Test
    @DisplayName(
            "C-5 two accounts of the same two organizations are locked and unlocked at once, each by way of another one: nobody waits crosswise")
    void holdsInOneOrder() throws Exception {
        String other = domain.organization();
        domain.member(other, portal.account(realm), "principal-administrator");
        Account second = portal.account(realm);
        domain.member(organization, second, "clerk");
        domain.member(other, clerk, "clerk");
        domain.member(other, second, "clerk");
        String here = accounts + "/" + clerk.id();
        String there = "/organizations/" + other + "/accounts/" + second.id();
        int rounds = Campaign.of(200);
        for (int round = 0; round < rounds; round++) {
            for (String deed : List.of("/lock", "/unlock")) {
                Object reason = deed.equals("/lock") ? Map.of("reason", "Probe") : "";
                for (Answer answer : AtOnce.all(
                        () -> operator.post(here + deed, reason), () -> operator.post(there + deed, reason))) {
                    answer.expect(200);
                }
            }
        }
        System.out.printf("%d pairs of locks and unlocks crosswise: all done%n", rounds);
    }

    @Test
    @DisplayName("A-17 an ordinary administrator manages clerks, but neither administrators nor the log")
    void tiers() {
        Account ordinary = portal.account(realm);
        domain.member(organization, ordinary, "administrator");
        Caller caller = api.caller(ordinary);
        LockOrder order = lock("x").confirmed(true);

        Api.refusal(() -> caller.listChanges(APIListChangesRequest.newBuilder()
                        .organization(organization)
                        .build()))
                .expect(403, "not_allowed");
        Api.refusal(() -> caller.lockAccount(organization, principal.id(), order))
                .expect(403, "not_allowed");
        Api.refusal(() -> caller.createAccount(organization, newClerk("boss").role("administrator"), NONE))
                .expect(403, "not_allowed");
        caller.createAccount(organization, newClerk("kim"), NONE);
        AccountDetail locked = administrator.lockAccount(organization, ordinary.id(), order);
        assertEquals("LOCKED", locked.getAccount().getStatus());
    }

    @Test
    @DisplayName("A-15 A-21 the organization shows its number and its administrators; accounts cannot be deleted")
    void showsTheOrganization() {
        OrganizationDetail shown = administrator.getOrganization(organization);
        assertEquals(organization, shown.getOrganization().getId());
        assertEquals(
                List.of(principal.id()),
                shown.getAdministrators().stream().map(AccountRow::getId).toList());
        assertEquals(
                405,
                administrator
                        .send("DELETE", accounts + "/" + clerk.id(), "", Map.of())
                        .status());
    }

    @Test
    @DisplayName(
            "A-18 A-19 group mailboxes show who reads them; the mail service tells of a message, and a mail goes to the address")
    void mailboxes() {
        String name =
                portal.unprotectedRealm("benefits-portal", settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, name);
        String place = portal.domain(name).organization();
        Account admin = portal.account(name);
        portal.domain(name).member(place, admin, "administrator");
        Caller caller = there.caller(admin);
        String address = "post-" + name + "@firma.example";
        ChangedMailbox changed = new ChangedMailbox().notificationAddress(address);

        assertTrue(caller.listMailboxes(place).getItems().get(0).isUnattended());
        assertEquals(
                List.of("notificationAddress error-invalid-email"),
                Api.refusal(() -> caller.changeMailbox(
                                "financing", place, new ChangedMailbox().notificationAddress("nirgends")))
                        .expect(400)
                        .errors());
        MailboxView now = caller.changeMailbox("financing", place, changed);
        assertEquals(address, now.getNotificationAddress());
        Api.refusal(() -> caller.changeMailbox("personal", place, changed)).expect(404, "mailbox_not_found");
        Api.refusal(() -> caller.notifyMailbox("financing", place, NONE)).expect(403, "mail_service_required");
        Operator service =
                Operator.stranger(portal, name).withRole("portal-mail-service").named();
        Caller mailService = there.caller(service.token());
        mailService.notifyMailbox("financing", place, NONE);
        portal.mails().await(address, 1);
        Api.refusal(() -> mailService.notifyMailbox("benefits", place, NONE)).expect(409, "no_notification_address");
        Api.refusal(() -> mailService.listMailboxes(place)).expect(403, "person_required");
    }

    @Test
    @DisplayName("M-1 M-2 a clerk sees what each right is at each contract, and asks for one that is missing")
    void matrix() {
        String unit = domain.unit(organization, "V-1", "group-life", "");
        String health = domain.unit(organization, "V-2", "group-health", "");
        domain.grant(organization, clerk, Map.of(unit, Set.of("view-contract", "view-persons", "register-persons")));
        Caller caller = api.caller(clerk);
        Matrix matrix = caller.getMyRights(NONE, NONE, NONE);
        Map<String, String> first = matrix.getItems().get(0).getCells();

        assertEquals(2, matrix.getTotal());
        assertEquals("USABLE", first.get("view-persons"));
        assertEquals("NO_IDENTIFIER", first.get("register-persons"));
        assertEquals("NOT_GRANTED", first.get("calculate"));
        assertEquals("NOT_AVAILABLE", matrix.getItems().get(1).getCells().get("calculate"));
        int mails = portal.mails().mails(principal.address()).size();
        assertEquals(
                "administrators",
                caller.requestRight(request(unit, "calculate"), NONE).getAddressee());
        portal.mails().await(principal.address(), mails + 1);
        assertEquals(
                "operator",
                caller.requestRight(request(unit, "register-persons"), NONE).getAddressee());
        caller.requestRight(request(unit, "request-benefits"), unit);
        caller.requestRight(request(unit, "request-benefits"), unit);
        Api.refusal(() -> caller.requestRight(request(unit, "view-persons"), NONE))
                .expect(409, "right_usable");
        Api.refusal(() -> caller.requestRight(request(health, "calculate"), NONE))
                .expect(409, "right_not_available");
        assertEquals(
                3, changes(conditions -> conditions.action("RIGHT_REQUESTED")).size());
    }

    private static RightRequest request(String unit, String right) {
        return new RightRequest().unit(unit).right(right);
    }

    @Test
    @DisplayName("M-2 a wish for a right counts as many mails as it causes")
    void countsMailsOfWishes() {
        String other = ownRealm(Map.of("mailsPerHour", "3"));
        String place = portal.domain(other).organization();
        String unit = portal.domain(other).unit(place, "V-1", "group-life", "");
        Account asking = portal.account(other);
        portal.domain(other).member(place, asking, "clerk");
        List<Account> administrators = List.of(portal.account(other), portal.account(other));
        administrators.forEach(admin -> portal.domain(other).member(place, admin, "administrator"));
        Caller caller = Api.of(portal, other).caller(asking);
        Map<String, String> wish = Map.of("unit", unit, "right", "view-contract");

        caller.post("/me/right-requests", wish).expect(202);
        administrators.forEach(admin -> portal.mails().await(admin.address(), 1));
        caller.post("/me/right-requests", wish).expect(429, "too_many");
    }

    @Test
    @DisplayName("G-1 G-2 the log is filtered and read page by page, and exported as CSV without formulas")
    void changeLog() {
        administrator.lockAccount(organization, clerk.id(), lock("=HYPERLINK(\"x\")"));
        administrator.unlockAccount(organization, clerk.id());
        List<Long> all = new ArrayList<>();
        Optional<String> before = Optional.empty();
        do {
            ChangeList page = administrator.listChanges(APIListChangesRequest.newBuilder()
                    .organization(organization)
                    .max("2")
                    .before(before.orElse(NONE))
                    .build());
            page.getItems().forEach(change -> all.add(change.getNumber()));
            before = Optional.ofNullable(page.getNext());
        } while (before.isPresent());
        List<Long> whole = changes(conditions -> conditions.max("100")).stream()
                .map(ChangeView::getNumber)
                .toList();

        assertEquals(whole, all);
        assertEquals(
                1,
                changes(conditions -> conditions.action("LOCKED").person(principal.id()))
                        .size());
        assertEquals(0, changes(conditions -> conditions.to("1")).size());
        Answer csv = administrator
                .get("/organizations/" + organization + "/changes/export")
                .expect(200);
        assertTrue(csv.header("Content-Type").startsWith("text/csv"));
        assertEquals(all.size() + 1, csv.body().lines().count());
        assertTrue(csv.body().contains("'=HYPERLINK"), csv.body());
    }

    @Test
    @DisplayName("R-5 the operator lists, creates and changes organizations and units, and makes their administrators")
    void operates() {
        String number = "X" + UUID.randomUUID().toString().substring(0, 8);
        NewOrganization wanted = new NewOrganization().memberNumber(number).name("Betrieb X");
        ApiResponse<OrganizationView> created = operator.createOrganizationWithHttpInfo(wanted);
        assertEquals(201, created.getStatusCode());
        String id = created.getData().getId();
        Api.refusal(() -> operator.createOrganization(wanted)).expect(409, "exists_already");
        ChangedOrganization changed =
                new ChangedOrganization().name("Betrieb Y").kind("data-center");
        Api.refusal(() -> operator.changeOrganization(id, changed, NONE)).expect(428, "version_required");
        String seen = Api.version(operator.getOrganizationWithHttpInfo(id));
        String next = Api.version(operator.changeOrganizationWithHttpInfo(id, changed, seen));
        assertEquals(next, Api.version(operator.getOrganizationWithHttpInfo(id)));
        Api.refusal(() -> operator.changeOrganization(id, changed, seen)).expect(412, "changed_meanwhile");
        ChangedUnit unit = new ChangedUnit().name("Vertrag").type("group-life");
        String made = Api.version(operator.putUnitWithHttpInfo("U-1", id, unit, NONE, NONE));
        assertEquals(made, Api.version(operator.getUnitWithHttpInfo("U-1", id)));
        Api.refusal(() -> operator.putUnit("U-1", id, unit, NONE, NONE)).expect(428, "version_required");
        String identified = Api.version(operator.putUnitWithHttpInfo("U-1", id, unit.identifier("K-1"), made, NONE));
        Api.refusal(() -> operator.putUnit("U-1", id, unit.identifier("K-2"), made, NONE))
                .expect(412, "changed_meanwhile");
        Api.refusal(() -> operator.putUnit("U-9", id, unit, identified, NONE)).expect(412, "changed_meanwhile");
        ApiResponse<UnitView> kept = operator.getUnitWithHttpInfo("U-1", id);
        assertEquals("K-1", kept.getData().getIdentifier());
        assertEquals(identified, Api.version(kept));
        Api.refusal(() -> operator.getUnit("U-9", id)).expect(404, "unit_not_found");
        Api.refusal(() -> operator.putUnit(
                        "U-1", id, new ChangedUnit().name("Vertrag").type("nie"), identified, NONE))
                .expect(400);
        operator.createAccount(id, newClerk("boss").role("principal-administrator"), NONE);

        OrganizationList found = operator.listOrganizations(
                APIListOrganizationsRequest.newBuilder().search(number).build());
        assertEquals(1, found.getTotal());
        assertEquals("Betrieb Y", found.getItems().get(0).getName());
        Api.refusal(() -> administrator.listOrganizations(
                        APIListOrganizationsRequest.newBuilder().build()))
                .expect(403, "operator_required");
        Api.refusal(() -> administrator.getOrganization(id)).expect(404, "organization_not_found");
    }

    @Test
    @DisplayName(
            "a request that is sent again with its Idempotency-Key is done once; with another body the key is refused")
    void once() {
        String key = UUID.randomUUID().toString();
        List<List<String>> places = Stream.of("first", "second")
                .map(time -> administrator.createAccountWithHttpInfo(organization, newClerk("kim"), key))
                .map(answer -> answer.getHeaders().get("Location"))
                .toList();
        assertEquals(places.get(0), places.get(1));
        assertEquals(3, total(UnaryOperator.identity()));
        Api.refusal(() -> administrator.createAccount(organization, newClerk("robin"), key))
                .expect(422, "key_used");
        Api.refusal(() -> administrator.createAccount(organization, newClerk("kim"), NONE))
                .expect(409, "exists_already");
    }

    @Test
    @DisplayName("A-2 the same address created by two requests at once: one account, one refusal")
    void races() {
        int pairs = Campaign.of(300);
        int created = 0;
        int refused = 0;
        for (int n = 0; n < pairs; n++) {
            NewAccount body = newClerk("paar" + n);
            List<CompletableFuture<Integer>> both = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> statusOf(() -> administrator.createAccountWithHttpInfo(organization, body, NONE))))
                    .toList();
            List<Integer> statuses =
                    both.stream().map(CompletableFuture::join).sorted().toList();
            assertEquals(List.of(201, 409), statuses, "pair " + n);
            created++;
            refused++;
        }
        assertEquals(2 + pairs, total(UnaryOperator.identity()));
        System.out.printf("%d pairs at once: %d created, %d refused%n", pairs, created, refused);
    }

    private static int statusOf(Supplier<ApiResponse<?>> call) {
        try {
            return call.get().getStatusCode();
        } catch (ApiException e) {
            return e.getCode();
        }
    }

    @Test
    @DisplayName(
            "mails are limited per hour: 429 says when to come back, and the count is kept although the request failed")
    void limits() {
        String other = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, other);
        Api.policy(portal, other, "mailsPerHour", "2");
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);

        List<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> statusOf(() -> caller.createAccountWithHttpInfo(place, newClerk("mail" + n), NONE))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertEquals(List.of(201, 201, 429, 429), statuses);
        Answer refused = Api.refusal(() -> caller.createAccount(place, newClerk("mehr"), NONE))
                .expect(429, "too_many");
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
    }

    @Test
    @DisplayName("counts and keys start anew when their time is over, and go with their account and with their realm")
    void forgets() throws SQLException {
        String other = ownRealm(Map.of("mailsPerHour", "1"));
        Api there = Api.of(portal, other);
        String place = portal.domain(other).organization();
        Account gone = portal.account(other);
        Account stays = portal.account(other);
        for (Account account : List.of(gone, stays)) {
            portal.domain(other).member(place, account, "principal-administrator");
        }
        Caller caller = there.caller(stays);
        there.caller(gone).createAccount(place, newClerk("weg"), other);
        caller.createAccount(place, newClerk("alt"), other);
        Api.refusal(() -> caller.createAccount(place, newClerk("mehr"), NONE)).expect(429, "too_many");
        assertEquals(2, kept("ACCOUNT_ID", gone.id()));
        assertEquals(2, kept("ACCOUNT_ID", stays.id()));

        try (Connection connection = portal.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update PORTAL_LIMIT set WINDOW_START = 0 where ACCOUNT_ID = '" + stays.id() + "'");
            statement.executeUpdate("update PORTAL_ONCE set EXPIRES_AT = 1 where ACCOUNT_ID = '" + stays.id() + "'");
        }
        caller.createAccount(place, newClerk("neu"), other);
        assertEquals(
                5,
                caller.listAccounts(APIListAccountsRequest.newBuilder()
                                .organization(place)
                                .build())
                        .getTotal());
        assertEquals(2, kept("ACCOUNT_ID", stays.id()), "the old ones have made room");

        portal.realm(other).users().get(gone.id()).remove();
        assertEquals(0, kept("ACCOUNT_ID", gone.id()));
        assertEquals(2, kept("ACCOUNT_ID", stays.id()));
        String realmId = portal.realm(other).toRepresentation().getId();
        assertEquals(2, kept("REALM_ID", realmId));
        portal.realm(other).remove();
        assertEquals(0, kept("REALM_ID", realmId));
    }

    /** Rows of both tables. */
    private static int kept(String column, String id) throws SQLException {
        return kept("PORTAL_LIMIT", column, id) + kept("PORTAL_ONCE", column, id);
    }

    private static int kept(String table, String column, String id) throws SQLException {
        try (Connection connection = portal.connection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from " + table + " where " + column + " = ?")) {
            query.setString(1, id);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    @Test
    @DisplayName(
            "O-1 O-2 A-12 A-20 an administrator sees a clerk's one-time password, each look is logged; unlocking sets a new one")
    void oneTimePasswords() {
        String other = ownRealm(
                Map.of("clerkPassword", "HANDED_OVER", "newPasswordAfterUnlock", "true", "passwordLooksPerHour", "8"));
        Api there = Api.of(portal, other);
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String made = caller.createAccount(place, newClerk("einmal"), NONE)
                .getAccount()
                .getId();
        ApiResponse<OneTimePasswordView> answer = caller.showOneTimePasswordWithHttpInfo(place, made);
        OneTimePasswordView first = answer.getData();

        assertEquals("VALID", first.getState());
        assertEquals(List.of("no-store"), answer.getHeaders().get("Cache-Control"));
        assertEquals(first, caller.showOneTimePassword(place, made));
        ChangeList looks = caller.listChanges(APIListChangesRequest.newBuilder()
                .organization(place)
                .action("ONE_TIME_PASSWORD_SHOWN")
                .build());
        assertEquals(2, looks.getItems().size());
        caller.setOneTimePassword(place, made, NONE);
        String second = caller.showOneTimePassword(place, made).getValue();
        assertFalse(second.isEmpty());
        assertNotEquals(first.getValue(), second);
        caller.lockAccount(place, made, lock("Probe"));
        assertEquals("PENDING", caller.unlockAccount(place, made).getAccount().getStatus());
        assertNotEquals(second, caller.showOneTimePassword(place, made).getValue());
        IntStream.range(0, 3).forEach(n -> caller.showOneTimePassword(place, made));
        Api.refusal(() -> caller.showOneTimePassword(place, made)).expect(429, "too_many");
        Api.refusal(() -> caller.sendPasswordLink(place, made, NONE)).expect(400, "not_valid");
        Api.refusal(() -> caller.showOneTimePassword(place, admin.id())).expect(403, "not_allowed");
    }

    @Test
    @DisplayName(
            "O-7 where passwords go by letter, no administrator sees one; A-4 where they go by link, the mail can be sent again")
    void lettersAndLinks() {
        String hidden = create(newClerk("brief")).getAccount().getId();
        OneTimePasswordView shown = administrator.showOneTimePassword(organization, hidden);
        assertEquals("LETTER", shown.getWay());
        assertNull(shown.getValue());

        String other = ownRealm(Map.of("clerkPassword", "LINK"));
        Api there = Api.of(portal, other);
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String name = "link" + UUID.randomUUID().toString().substring(0, 8);
        String made =
                caller.createAccount(place, newClerk(name), NONE).getAccount().getId();
        portal.mails().await(name + "@neu.example", 1);
        caller.sendPasswordLink(place, made, NONE);
        portal.mails().await(name + "@neu.example", 2);
        Api.refusal(() -> caller.setOneTimePassword(place, made, NONE)).expect(400, "not_valid");
    }

    @Test
    @DisplayName("R-8 a person chooses a login name, keeps its postal address, and asks for the access id by letter")
    void ownAccount() {
        Caller caller = api.caller(clerk);
        String name = "wahl" + UUID.randomUUID().toString().substring(0, 8);
        ChosenName chosen = new ChosenName().loginName(name);
        caller.changeMyLoginName(chosen);
        assertEquals(
                List.of("loginName login_name_not_allowed"),
                Api.refusal(() -> caller.changeMyLoginName(new ChosenName().loginName("123456789")))
                        .expect(400)
                        .errors());
        Api.refusal(() -> administrator.changeMyLoginName(chosen)).expect(409, "exists_already");
        PostalAddress address = new PostalAddress()
                .street("Am Markt 1")
                .postalCode("12345")
                .city("Musterstadt")
                .country("DE");
        assertEquals(address, caller.changeMyPostalAddress(address));
        assertEquals(
                List.of("country error-pattern-no-match"),
                Api.refusal(() -> caller.changeMyPostalAddress(address.country("d!")))
                        .expect(400)
                        .errors());
        caller.requestAccessIdLetter(NONE, name);
        caller.requestAccessIdLetter(NONE, name);
        Api.refusal(() -> caller.requestAccessIdLetter(NONE, NONE)).expect(429, "too_many");
        assertTrue(changes(conditions -> conditions.person(clerk.id())).size() >= 3);
    }

    @Test
    @DisplayName("R-8 of two letters with the access id that are asked for at once, one is on its way")
    void oneLetterAtOnce() throws Exception {
        for (int n = 0; n < Campaign.of(30); n++) {
            Account person = portal.account(realm);
            domain.member(organization, person, "clerk");
            Caller caller = api.caller(person);
            List<Integer> statuses = AtOnce.all(
                            () -> caller.send("POST", "/me/access-id-letter", "", Map.of()),
                            () -> caller.send("POST", "/me/access-id-letter", "", Map.of()))
                    .stream()
                    .map(Answer::status)
                    .sorted()
                    .toList();
            assertEquals(List.of(204, 429), statuses);
            assertEquals(
                    1,
                    changes(conditions -> conditions.action("LETTER_REQUESTED").person(person.id()))
                            .size());
        }
    }

    @Test
    @DisplayName("keys that are over are tidied away without waiting for who is at work with a new one")
    void tidiesKeys() throws Exception {
        administrator.createAccount(organization, newClerk("alt"), organization);
        execute("update PORTAL_ONCE set EXPIRES_AT = 1 where ACCOUNT_ID = '" + principal.id() + "'");
        CompletableFuture<AccountDetail> atWork;
        try (Connection connection = portal.connection()) {
            connection.setAutoCommit(false);
            hold(connection, organization);
            atWork = CompletableFuture.supplyAsync(
                    () -> administrator.createAccount(organization, newClerk("neu"), "neu-" + organization));
            Await.until("the old key is gone", () -> keys(principal) == 0);
            connection.rollback();
        }
        atWork.get();
        assertEquals(1, keys(principal));
    }

    private static int keys(Account account) {
        try {
            return kept("PORTAL_ONCE", "ACCOUNT_ID", account.id());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName(
            "A-2 clerks come from CSV: first rehearsed, then made, a second time unchanged; the fault of a row is no other's")
    void importsCsv() {
        String file = "\uFEFFfirst_name;last_name;email;phone\r\n"
                + "Kim;Beispiel;csv1@neu.example;\r\n"
                + "\"Robin\";\"Muster, R.\";csv2@neu.example;+49 30 1\r\n"
                + "Sam;Sammel;info@neu.example;\r\n"
                + "zu;wenig\r\n";
        Map<String, String> csv = Map.of("Content-Type", "text/csv");
        Answer rehearsal = administrator
                .send("POST", accounts + "/import?dry-run=true", file, csv)
                .expect(200);
        assertEquals(2, total(UnaryOperator.identity()));
        Answer run = administrator.send("POST", accounts + "/import", file, csv).expect(200);

        assertEquals(List.of("CREATED", "CREATED", "REJECTED", "REJECTED"), fates(run));
        assertEquals(fates(rehearsal), fates(run));
        assertTrue(run.body().contains("portalErrorGenericAddress"), run.body());
        assertEquals(4, total(UnaryOperator.identity()));
        assertEquals(
                List.of("UNCHANGED", "UNCHANGED", "REJECTED", "REJECTED"),
                fates(administrator.send("POST", accounts + "/import", file, csv)));
        assertEquals(
                List.of("CHANGED"),
                fates(administrator.send(
                        "POST",
                        accounts + "/import",
                        "email,first_name,last_name\ncsv1@neu.example,Kai,Beispiel\n",
                        csv)));
        assertTrue(administrator
                .send("POST", accounts + "/import", "name,enabled\nx,true\n", csv)
                .body()
                .contains("columns_unknown"));
        Answer exported = administrator.get(accounts + "/export").expect(200);
        assertEquals(5, exported.body().lines().count());
        assertTrue(exported.body().contains("'+49 30 1"), exported.body());
    }

    @Test
    @DisplayName(
            "A-2 rows of files are limited per day: a file with more than are left is refused as a whole; what was not needed stays")
    void limitsCsv() {
        String other = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, other);
        Api.policy(portal, other, "importRowsPerDay", "7");
        // what the one-by-one limit allows does not matter to files
        Api.policy(portal, other, "mailsPerHour", "1");
        String place = portal.domain(other).organization();
        Account admin = portal.account(other);
        portal.domain(other).member(place, admin, "principal-administrator");
        Caller caller = there.caller(admin);
        String path = "/organizations/" + place + "/accounts";
        Map<String, String> csv = Map.of("Content-Type", "text/csv");

        Answer run = caller.send("POST", path + "/import", file("a", 3), csv).expect(200);
        assertEquals(List.of("CREATED", "CREATED", "CREATED"), fates(run));
        assertEquals(
                List.of("UNCHANGED", "UNCHANGED", "UNCHANGED", "CREATED"),
                fates(caller.send("POST", path + "/import", file("a", 4), csv).expect(200)));
        Answer refused =
                caller.send("POST", path + "/import", file("b", 4), csv).expect(429, "too_many_today");
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
        assertEquals(5, caller.get(path).expect(200).json().path("total").asInt(), "nothing of it was done");
        // the three that were there already have been given back
        assertEquals(
                List.of("CREATED", "CREATED", "CREATED"),
                fates(caller.send("POST", path + "/import", file("b", 3), csv).expect(200)));
    }

    @Test
    @DisplayName(
            "A-2 one import at a time for each administrator and each organization, a few in all; that of a dead server ends by itself")
    void importsOneByOne() throws Exception {
        String other = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        Api there = Api.of(portal, other);
        Account both = portal.account(other);
        List<String> places = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<Caller> callers = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            String place = portal.domain(other).organization();
            Account admin = portal.account(other);
            portal.domain(other).member(place, admin, "principal-administrator");
            portal.domain(other).member(place, both, "principal-administrator");
            callers.add(there.caller(admin));
            places.add(place);
            paths.add("/organizations/" + place + "/accounts/import");
        }
        Caller ofBoth = there.caller(both);
        Map<String, String> csv = Map.of("Content-Type", "text/csv");
        CompletableFuture<Answer> first;
        try (Connection connection = portal.connection()) {
            connection.setAutoCommit(false);
            hold(connection, places.get(0));
            first = CompletableFuture.supplyAsync(() -> ofBoth.send("POST", paths.get(0), file("a", 2), csv));
            Await.until("the import has begun", () -> imports(places.get(0)) == 1);

            Answer refused =
                    ofBoth.send("POST", paths.get(1), file("b", 2), csv).expect(409, "import_running");
            assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
            callers.get(0)
                    .send("POST", paths.get(0) + "?dry-run=true", file("c", 2), csv)
                    .expect(409, "import_running");
            assertEquals(
                    List.of("CREATED"),
                    fates(callers.get(1)
                            .send("POST", paths.get(1), file("d", 1), csv)
                            .expect(200)));
            connection.rollback();
        }
        assertEquals(List.of("CREATED", "CREATED"), fates(first.get().expect(200)));
        ofBoth.send("POST", paths.get(0), file("a", 2), csv).expect(200);
        assertEquals(0, imports(places.get(0)));

        execute("insert into PORTAL_IMPORT (PLACE, ACCOUNT_ID, TARGET_ID, HOLDER, EXPIRES_AT)"
                + " select n, 'dead-' || n, case n when 0 then '%s' else 'dead-' || n end, 'dead', %d from generate_series(0, 7) n"
                        .formatted(places.get(0), Long.MAX_VALUE));
        ofBoth.send("POST", paths.get(0), file("a", 2), csv).expect(409, "import_running");
        ofBoth.send("POST", paths.get(1), file("a", 2), csv).expect(503, "imports_busy");
        execute("update PORTAL_IMPORT set EXPIRES_AT = 1 where HOLDER = 'dead'");
        ofBoth.send("POST", paths.get(0), file("a", 2), csv).expect(200);
        assertEquals(0, imports(places.get(0)));
    }

    /** As if somebody were changing it. */
    private static void hold(Connection connection, String organization) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select ID from PORTAL_ORGANIZATION where ID = ? for update")) {
            query.setString(1, organization);
            assertTrue(query.executeQuery().next());
        }
    }

    private static int imports(String target) {
        try (Connection connection = portal.connection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from PORTAL_IMPORT where TARGET_ID = ?")) {
            query.setString(1, target);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = portal.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String file(String prefix, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(n -> "Kim,Beispiel,%s%d@neu.example\n".formatted(prefix, n))
                .collect(Collectors.joining("", "first_name,last_name,email\n", ""));
    }

    private static List<String> fates(Answer answer) {
        return answer.body()
                .lines()
                .map(Api::json)
                .filter(line -> line.has("fate"))
                .map(line -> line.path("fate").asText())
                .toList();
    }

    @Test
    @DisplayName("H-1 messages reach the operator, a few in an hour, sent again only once; what is none is refused")
    void messages() {
        String other = ownRealm(Map.of("messagesPerHour", "2", "operatorAddress", "betrieb@portal.example"));
        Account admin = portal.account(other);
        portal.domain(other).member(portal.domain(other).organization(), admin, "principal-administrator");
        Caller caller = Api.of(portal, other).caller(admin);
        String own = UUID.randomUUID().toString();

        for (Message none : List.of(
                new Message().kind("praise").text(own),
                new Message().text(" "),
                new Message().text("x".repeat(4001)))) {
            Api.refusal(() -> caller.sendMessage(none, NONE)).expect(400, "invalid");
        }
        Message message = new Message().kind("support").text(own);
        caller.sendMessage(message, own);
        caller.sendMessage(message, own);
        Await.until(
                "the message",
                java.time.Duration.ofSeconds(20),
                () -> portal.mails().mails("betrieb@portal.example").stream()
                        .anyMatch(mail -> MailServer.text(mail).contains(own)));
        // in the realm's language, whatever the one who writes speaks
        assertTrue(portal.mails().mails("betrieb@portal.example").stream()
                .map(mail -> MailServer.text(mail))
                .anyMatch(text -> text.contains(own) && text.contains("braucht Hilfe")));
        // an hour may begin in between
        assertTrue(IntStream.range(0, 4)
                .map(n -> statusOf(() -> caller.sendMessageWithHttpInfo(new Message().text(own + n), NONE)))
                .anyMatch(status -> status == 429));
    }

    private static String ownRealm(Map<String, String> rules) {
        String name = portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH));
        rules.forEach((key, value) -> Api.policy(portal, name, key, value));
        return name;
    }

    private AccountDetail create(NewAccount account) {
        return administrator.createAccount(organization, account, NONE);
    }

    private static NewAccount newClerk(String name) {
        return new NewAccount().firstName("Kim").lastName("Beispiel").email(name + "@neu.example");
    }

    /** With whatever else, which no client would send. */
    private static Map<String, Object> newClerk(String name, Map<String, ?> more) {
        Map<String, Object> clerk = new HashMap<>();
        clerk.put("firstName", "Kim");
        clerk.put("lastName", "Beispiel");
        clerk.put("email", name + "@neu.example");
        clerk.putAll(more);
        return clerk;
    }

    private static ChangedAccount person(String address) {
        return new ChangedAccount().firstName("Kim").lastName("Neu").email(address);
    }

    private static UnitGrant grant(String unit, String... rights) {
        return new UnitGrant().unit(unit).rights(List.of(rights));
    }

    private static LockOrder lock(String reason) {
        return new LockOrder().reason(reason);
    }

    private long total(UnaryOperator<APIListAccountsRequest.Builder> conditions) {
        return administrator
                .listAccounts(conditions
                        .apply(APIListAccountsRequest.newBuilder().organization(organization))
                        .build())
                .getTotal();
    }

    private List<ChangeView> changes(UnaryOperator<APIListChangesRequest.Builder> conditions) {
        return administrator
                .listChanges(conditions
                        .apply(APIListChangesRequest.newBuilder().organization(organization))
                        .build())
                .getItems();
    }
}
