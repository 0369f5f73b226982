package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Domain.Answer;
import io.github.orgportal.tests.Domain.State;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * What happens at the same moment, many times over, on PostgreSQL. After each: the clerks are locked by the rule exactly if no
 * administrator is active.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LockRaceIT {
    /** With a cheap hash: nothing here is about passwords. */
    private static final String REALM = Portal.onPostgres()
            .unprotectedRealm("benefits-portal", realm -> realm.setPasswordPolicy(Portal.QUICK_HASH));

    private static final int ROUNDS = Campaign.of(1000);

    /** Where the first race took place; the last test looks at them again, because the comparer takes a while. */
    private static final List<String> OTHERS = new ArrayList<>();

    private final Portal portal = Portal.onPostgres();
    private final Domain domain = portal.domain(REALM);

    private String organization = "";
    private Account first;
    private Account second;
    private Account clerk;

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        first = portal.account(REALM);
        second = portal.account(REALM);
        clerk = portal.account(REALM);
        domain.member(organization, first, "administrator");
        domain.member(organization, clerk, "clerk");
    }

    @Test
    @DisplayName("C-5 two administrators lock each other: one of them stays")
    void lockEachOther() throws Exception {
        domain.member(organization, second, "administrator");
        int both = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Answer> answers = atOnce(() -> domain.lockBy(first, second), () -> domain.lockBy(second, first));

            assertEquals(1, answers.stream().filter(Answer::done).count(), answers::toString);
            both += answers.stream().filter(answer -> answer.status() == 409).count();
            assertRule(first, second);
            assertTrue(domain.state(clerk).granted());
            domain.unlock(first);
            domain.unlock(second);
        }
        print("two administrators lock each other", "refused %d times".formatted(both));
    }

    @Test
    @DisplayName("C-5 two administrators give themselves up: the clerks are locked")
    void lockThemselves() throws Exception {
        domain.member(organization, second, "administrator");
        for (int round = 0; round < ROUNDS; round++) {
            atOnce(() -> domain.lockBy(first, first), () -> domain.lockBy(second, second));

            assertRule(first, second);
            assertEquals("LAST_ADMINISTRATOR", domain.state(clerk).cause());
            domain.unlock(first);
            domain.unlock(second);
        }
        print("two administrators lock themselves", "clerks locked each time");
    }

    @Test
    @DisplayName("C-5 the last administrator is locked while a new one is approved: the clerks have access")
    void lockAgainstApproval() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            atOnce(() -> domain.lock(first, "OPERATOR"), () -> domain.member(organization, second, "administrator"));

            assertRule(first, second);
            assertTrue(domain.state(clerk).granted());
            domain.unlock(first);
            domain.leave(organization, second);
        }
        print("lock against approval", "clerks free each time");
    }

    @Test
    @DisplayName("C-5 the last administrator is locked while it creates a clerk: the clerk is locked, or not there")
    void lockAgainstCreation() throws Exception {
        int created = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Answer> answers = atOnce(
                    () -> domain.lock(first, "OPERATOR"), () -> domain.memberBy(first, organization, second, "clerk"));

            assertRule(first);
            boolean there = answers.get(1).done();
            created += there ? 1 : 0;
            State state = domain.state(second);
            assertEquals(there ? "LAST_ADMINISTRATOR" : "", state.cause(), answers::toString);
            domain.unlock(first);
            domain.leave(organization, second);
        }
        print("lock against creation of a clerk", "created %d times".formatted(created));
    }

    @Test
    @Order(1)
    @DisplayName(
            "C-5 an administrator is locked while another organization makes it its only one: the rule holds in both")
    void lockAgainstAnotherOrganization() {
        int atOnce = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String other = domain.organization();
            Account administrator = portal.account(REALM);
            atOnce(
                    () -> domain.lock(administrator, "OPERATOR"),
                    () -> domain.member(other, administrator, "administrator"));

            OTHERS.add(other);
            atOnce += lockedByRule(other) ? 1 : 0;
        }
        print("lock against another organization", "clerks locked at once %d times".formatted(atOnce));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("C-5 what neither could see of the other, the comparer mends")
    void mended() {
        if (OTHERS.isEmpty()) {
            lockAgainstAnotherOrganization();
        }
        Await.until(
                "the rule in each of them",
                Duration.ofSeconds(180),
                () -> OTHERS.stream().allMatch(this::lockedByRule));
    }

    @Test
    @DisplayName("A-11 a clerk is locked while its name is changed: the lock holds, and Keycloak shows it in the end")
    void lockAgainstEdit() throws Exception {
        int lost = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String name = "Name" + round;
            atOnce(() -> domain.lockBy(first, clerk), () -> rename(clerk, name));

            assertEquals("ADMINISTRATOR", domain.state(clerk).cause());
            lost += enabled(clerk) ? 1 : 0;
            domain.unlock(clerk);
            assertTrue(domain.state(clerk).granted());
        }
        print(
                "lock against profile edit",
                "Keycloak's flag was not yet set or lost %d times, the lock never".formatted(lost));
    }

    @Test
    @DisplayName("C-2 a clerk is locked while its tokens are renewed: none of them is of any use then")
    void lockAgainstRefresh() {
        Application application = Application.forEverybody(portal, REALM);
        int renewed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Account person = person();
            JsonNode tokens = application.tokens(tanPage(application, person).tan(tan(person)));

            AtomicReference<Tab> refresh = new AtomicReference<>();
            atOnce(() -> lock(person), () -> {
                refresh.set(application.refresh(tokens));
                return new Answer(refresh.get().status(), "");
            });

            AccessIT.assertDead(application, tokens);
            if (refresh.get().status() == 200) {
                renewed++;
                AccessIT.assertDead(application, Application.json(refresh.get()));
            }
        }
        print("lock against refresh", "renewed %d times, of use never".formatted(renewed));
    }

    @Test
    @DisplayName("C-2 a clerk is locked while it logs in: no token of it is of any use then")
    void lockAgainstLogin() {
        Application application = Application.forEverybody(portal, REALM);
        int loggedIn = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Account person = person();
            Tab tab = tanPage(application, person);
            String tan = tan(person);

            atOnce(() -> lock(person), () -> new Answer(tab.tan(tan).status(), ""));

            if (tab.loggedIn()) {
                loggedIn++;
                assertEquals(400, application.exchange(tab).status());
            } else {
                // by our page, or by Keycloak's where its own flag came first
                assertTrue(tab.text().contains("gesperrt"), tab.text());
            }
        }
        print("lock against login", "logged in %d times, a token never".formatted(loggedIn));
    }

    private Account person() {
        return portal.account(REALM);
    }

    private Tab tanPage(Application application, Account person) {
        return application.open(portal.browser()).password(person.loginName(), Portal.PASSWORD);
    }

    private String tan(Account person) {
        return portal.mails().tan(person.address(), 1);
    }

    private Answer lock(Account person) {
        return domain.lock(person, "OPERATOR");
    }

    private Answer rename(Account account, String name) {
        var resource = portal.realm(REALM).users().get(account.id());
        UserRepresentation user = resource.toRepresentation();
        user.setEnabled(null);
        user.setLastName(name);
        resource.update(user);
        return new Answer(204, "");
    }

    private void assertRule(Account... administrators) {
        boolean led = List.of(administrators).stream().anyMatch(account -> isActiveAdministrator(account));
        State state = domain.state(clerk);
        assertEquals(!led, state.activeCauses().contains("LAST_ADMINISTRATOR"), state::toString);
    }

    private boolean isActiveAdministrator(Account account) {
        State state = domain.state(account);
        return state.granted() && state.organizations().contains(organization);
    }

    private boolean enabled(Account account) throws SQLException {
        try (Connection connection = portal.connection();
                PreparedStatement statement =
                        connection.prepareStatement("select ENABLED from USER_ENTITY where ID = ?")) {
            statement.setString(1, account.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private boolean lockedByRule(String id) {
        try (Connection connection = portal.connection();
                PreparedStatement statement = connection.prepareStatement(
                        "select 1 from PORTAL_LOCK where TARGET_ID = ? and CAUSE = 'LAST_ADMINISTRATOR' and LIFTED_AT is null")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Answer> atOnce(Supplier<Answer> one, Supplier<Answer> other) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<CompletableFuture<Answer>> running = Stream.of(one, other)
                .map(call -> CompletableFuture.supplyAsync(() -> {
                    await(start);
                    return call.get();
                }))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(String race, String result) {
        System.out.printf("%s: %d rounds, %s%n", race, ROUNDS, result);
    }
}
