package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Domain.Answer;
import io.github.orgportal.tests.Domain.Grants;
import io.github.orgportal.tests.Domain.Mailbox;
import io.github.orgportal.tests.Portal.Account;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rights on units in the employer portal, and group mailboxes in the benefits portal. */
@ParameterizedClass
@EnumSource
class GrantsIT {
    private static final String REALM = "employer-portal";
    private static final int ALL = 200;

    private final Portal portal;
    private final Domain domain;

    private String organization = "";
    private Account clerk;
    private String life = "";
    private String health = "";

    GrantsIT(Portal.On on) {
        portal = on.portal();
        domain = portal.domain(REALM);
    }

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        domain.member(organization, portal.account(REALM), "administrator");
        clerk = portal.account(REALM);
        domain.member(organization, clerk, "clerk");
        life = domain.unit(organization, "L-1", "group-life", "");
        health = domain.unit(organization, "K-1", "group-health", "4711");
    }

    @Test
    @DisplayName("A-9 what is granted works, in the order of the catalogue; what is not granted any more does not")
    void grantsAndTakes() {
        assertTrue(grant(Map.of(life, Set.of("view-persons", "view-contract"), health, Set.of("view-contract")))
                .done());
        assertEquals(Map.of("L-1", List.of("view-contract", "view-persons"), "K-1", List.of("view-contract")), works());

        assertTrue(grant(Map.of(health, Set.of("view-contract"))).done());
        assertEquals(Map.of("K-1", List.of("view-contract")), works());
    }

    @Test
    @DisplayName("A-9 a right without the one that it needs is refused, and nothing is changed")
    void needsTheOther() {
        grant(Map.of(life, Set.of("view-contract")));

        Answer answer = grant(Map.of(life, Set.of("view-contract", "change-persons")));

        assertEquals(409, answer.status());
        assertTrue(answer.body().contains("view-persons"), answer::body);
        assertEquals(Map.of("L-1", List.of("view-contract")), works());
    }

    @Test
    @DisplayName("M-1 a right that waits for the unit's identifier works as soon as the unit has it")
    void waitsForTheIdentifier() {
        Set<String> rights = Set.of("view-contract", "view-persons", "report-contributions");
        grant(Map.of(life, rights));
        assertEquals(Map.of("L-1", List.of("view-contract", "view-persons")), works());

        domain.unit(organization, "L-1", "group-life", "V-9");
        assertEquals(Map.of("L-1", List.of("view-contract", "view-persons", "report-contributions")), works());
    }

    @Test
    @DisplayName("M-1 nobody calculates a group health contract")
    void notForThisType() {
        Set<String> rights = Set.of("view-contract", "view-persons", "calculate");

        assertEquals(409, grant(Map.of(health, rights)).status());
        assertTrue(grant(Map.of(life, rights)).done());
    }

    @Test
    @DisplayName(
            "A-10 a right that the operator switches off stops working, and cannot be granted; switched on it is back")
    void switchedOff() {
        grant(Map.of(life, Set.of("view-contract", "view-persons")));

        assertTrue(domain.restrict(organization, Set.of("view-persons")).done());
        assertEquals(Map.of("L-1", List.of("view-contract")), works());
        assertEquals(
                409,
                grant(Map.of(health, Set.of("view-contract", "view-persons"))).status());

        domain.restrict(organization, Set.of());
        assertEquals(Map.of("L-1", List.of("view-contract", "view-persons")), works());
    }

    @Test
    @DisplayName("A-16 a unit of another organization cannot be granted")
    void foreignUnit() {
        String foreign = domain.unit(domain.organization(), "L-1", "group-life", "");

        assertEquals(409, grant(Map.of(foreign, Set.of("view-contract"))).status());
    }

    @Test
    @DisplayName("L-9 what does not fit is left out and announced, unit by unit, each time the same")
    void bounded() {
        Map<String, Set<String>> many = new HashMap<>();
        Set<String> numbers = new HashSet<>();
        for (int n = 0; n < 400; n++) {
            numbers.add("U" + n);
            many.put(domain.unit(organization, "U" + n, "pension-fund", ""), Set.of("view-contract", "view-documents"));
        }
        grant(many);

        Grants some = domain.grants(organization, clerk, 101);
        assertEquals(50, some.units().size());
        assertTrue(some.more());
        assertTrue(some.units().stream().allMatch(unit -> unit.rights().size() == 2));
        assertEquals(some, domain.grants(organization, clerk, 101));

        Grants all = domain.grants(organization, clerk, 800);
        assertEquals(numbers, all.byNumber().keySet());
        assertFalse(all.more());
    }

    @Test
    @DisplayName("A-12 after a lock and its end the earlier rights are back")
    void backAfterALock() {
        grant(Map.of(life, Set.of("view-contract")));

        domain.lock(clerk, "OPERATOR");
        domain.unlock(clerk);

        assertEquals(Map.of("L-1", List.of("view-contract")), works());
    }

    @Test
    @DisplayName(
            "A-18 somebody is assigned to group mailboxes; an unknown or personal one is refused with those there are")
    void mailboxes() {
        Domain benefits = portal.domain("benefits-portal");
        String other = benefits.organization();
        Account member = portal.account("benefits-portal");
        benefits.member(other, member, "clerk");

        assertTrue(
                benefits.assign(other, member, Set.of("financing", "benefits")).done());
        assertTrue(benefits.notifyAt(other, "financing", List.of("team@firma.example"))
                .done());
        assertEquals(
                List.of(
                        new Mailbox("contributions", null, List.of()),
                        new Mailbox("financing", "team@firma.example", List.of(member.id())),
                        new Mailbox("benefits", null, List.of(member.id()))),
                benefits.mailboxes(other));

        Answer refused = benefits.assign(other, member, Set.of("personal"));
        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("contributions, financing, benefits"), refused::body);
        assertEquals(
                409, benefits.notifyAt(other, "financing", List.of("nirgends")).status());

        assertTrue(benefits.assign(other, member, Set.of()).done());
        assertTrue(benefits.mailboxes(other).stream()
                .allMatch(mailbox -> mailbox.accountIds().isEmpty()));
    }

    private Answer grant(Map<String, Set<String>> rights) {
        return domain.grant(organization, clerk, rights);
    }

    private Map<String, List<String>> works() {
        return domain.grants(organization, clerk, ALL).byNumber();
    }
}
