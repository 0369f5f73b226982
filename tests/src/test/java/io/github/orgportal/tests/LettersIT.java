package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import io.github.orgportal.tests.client.model.LetterIds;
import io.github.orgportal.tests.client.model.LetterList;
import io.github.orgportal.tests.client.model.LetterView;
import io.github.orgportal.tests.client.model.NotedLetters;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** The print queue from the wish to the paper, over HTTP, on PostgreSQL. */
class LettersIT {
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";
    /** On a line of its own. */
    static final Pattern ONE_TIME_PASSWORD = Pattern.compile("(?m)^(\\d{5} \\d{5})\\s*$");

    private static Portal portal;
    private static String realm = "";
    private static Passwords passwords;
    private static String organization = "";
    private static Caller operator;

    @BeforeAll
    static void staff() {
        portal = Portal.onPostgres();
        realm = portal.unprotectedRealm("employer-portal", settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
        });
        passwords = new Passwords(portal, realm);
        organization = portal.domain(realm).organization();
        // without one, its clerks would be locked
        passwords.person(organization, "principal-administrator");
        Account person = portal.account(realm);
        portal.realm(realm)
                .users()
                .get(person.id())
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        operator = Api.of(portal, realm).caller(person);
    }

    @Test
    @DisplayName(
            "R-4 O-7 forgotten, printed, posted, logged in: a one-time password is read from its letter until that is noted as printed, and never again")
    void wholeWay() throws IOException {
        Account clerk = passwords.person(organization, "clerk");
        withPassword(clerk);
        forgotten(clerk);
        portal.mails().await(clerk.address(), 1);

        LetterView letter = only(clerk, false);
        String id = letter.getId();
        assertEquals("one-time-password", letter.getKind());
        assertEquals("waiting", letter.getState());
        assertFalse(letter.isAddressed());
        assertEquals(List.of(), note(List.of(id)).getPrinted(), "nobody has read it yet");

        String text = text(pdf(List.of(id)));
        assertTrue(text.contains("Einmalpasswort"), text);
        Matcher value = ONE_TIME_PASSWORD.matcher(text);
        assertTrue(value.find(), text);
        assertEquals(text, text(pdf(List.of(id))), "again and again");
        assertEquals(passwords.inTheLetter(clerk), value.group(1).replace(" ", ""));

        assertEquals(List.of(id), note(List.of(id)).getPrinted());
        assertEquals(List.of(id), note(List.of(id)).getPrinted(), "twice is once");

        operator.post("/letters/pdf", Map.of("letters", List.of(id))).expect(409, "letters_void");
        assertEquals("printed", only(clerk, true).getState());
        assertEquals(List.of(), of(clerk, false));
        assertEquals("", passwords.inTheLetter(clerk), "the server itself cannot read it any more");
        assertEquals(1, count("LETTER_REQUESTED", clerk));
        assertEquals(2, count("LETTER_PDF_MADE", clerk));
        assertEquals(1, count("LETTER_PRINTED", clerk));
        assertFalse(
                portal.changes(realm).csv(organization).contains(value.group(1).replace(" ", "")));

        Tab tab = login(clerk, value.group(1)).tan(portal.mails().tan(clerk.address(), 2));
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        tab.submit(Map.of("password-new", OWN, "password-confirm", OWN));
        assertNotEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        assertTrue(login(clerk, OWN).tan(portal.mails().tan(clerk.address(), 3)).loggedIn());
    }

    @Test
    @DisplayName(
            "R-4 letters of several people are one PDF; what is locked, replaced or unknown is left out and not noted")
    void batch() throws IOException {
        List<Account> clerks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Account clerk = passwords.person(organization, "clerk");
            passwords.first(clerk, organization);
            clerks.add(clerk);
        }
        List<String> ids = new ArrayList<>(
                clerks.stream().map(clerk -> oneTimePassword(clerk)).toList());
        portal.domain(realm).lock(clerks.get(1), "OPERATOR");
        passwords.replace(clerks.get(2));
        ids.add(UUID.randomUUID().toString());

        byte[] pdf = pdf(ids);

        assertEquals(2, pages(pdf));
        assertEquals(
                2, ONE_TIME_PASSWORD.matcher(text(pdf)).results().distinct().count());
        assertTrue(of(clerks.get(1), false).stream()
                .allMatch(letter -> letter.getState().equals("void")));
        NotedLetters noted = note(ids);
        assertEquals(List.of(ids.get(0), ids.get(3)), noted.getPrinted());
        assertEquals(List.of(ids.get(1), ids.get(2), ids.get(4)), noted.getOthers());
        assertEquals("waiting", letters(clerks.get(2)).get("one-time-password").getState());
        String access = letters(clerks.get(0)).get("access-id").getId();
        assertTrue(text(pdf(List.of(access))).contains(clerks.get(0).loginName()));
    }

    @Test
    @DisplayName("R-4 the queue comes in pages, and wrong wishes are refused")
    void pages() {
        for (int i = 0; i < 3; i++) {
            passwords.first(passwords.person(organization, "clerk"), organization);
        }
        List<String> all = new ArrayList<>();
        String after = null;
        do {
            LetterList page = operator.listLetters(after, "2", null);
            page.getItems().forEach(item -> all.add(item.getId()));
            after = page.getNext();
        } while (after != null);
        assertTrue(all.size() >= 6, all::toString);
        assertEquals(all.size(), all.stream().distinct().count());

        operator.get("/letters?after=x").expect(400, "invalid");
        operator.post("/letters/pdf", Map.of("letters", List.of())).expect(400, "invalid");
        operator.post("/letters/pdf", Map.of("letters", List.of("'"))).expect(400, "invalid");
        operator.post("/letters/pdf", "{\"letters\":[null]}").expect(400, "invalid");
        operator.post("/letters/pdf", Map.of("letters", many(1001))).expect(400, "invalid");
        operator.post("/letters/printed", Map.of("letters", many(101))).expect(400, "invalid");
        operator.post("/letters/pdf", Map.of("letters", many(3))).expect(409, "letters_void");
    }

    @Test
    @DisplayName("R-4 letters of which no PDF came are not told as read, and cannot be noted as printed")
    void layoutFails() throws IOException {
        Account clerk = passwords.person(organization, "clerk");
        passwords.first(clerk, organization);
        String id = oneTimePassword(clerk);
        emailTheme("base");
        try {
            operator.post("/letters/pdf", Map.of("letters", List.of(id))).expect(500);
        } finally {
            emailTheme("portal");
        }

        assertNull(letters(clerk).get("one-time-password").getPdfAt());
        assertEquals(List.of(id), note(List.of(id)).getOthers());
        assertEquals(0, count("LETTER_PDF_MADE", clerk));
        assertEquals(1, pages(pdf(List.of(id))));
        assertNotNull(letters(clerk).get("one-time-password").getPdfAt());
        assertEquals(List.of(id), note(List.of(id)).getPrinted());
        assertEquals(1, count("LETTER_PDF_MADE", clerk));
    }

    /** One that has no letters, or the portal's. */
    private static void emailTheme(String theme) {
        RealmRepresentation settings = portal.realm(realm).toRepresentation();
        settings.setEmailTheme(theme);
        portal.realm(realm).update(settings);
    }

    @Test
    @DisplayName(
            "R-4 O-7 a letter is noted while the password is replaced that it brings, in another organization by now: nobody waits crosswise, the new one can be printed")
    void notedWhileReplaced() throws Exception {
        Account clerk = passwords.person(organization, "clerk");
        passwords.first(clerk, organization);
        String id = oneTimePassword(clerk);
        pdf(List.of(id));
        Domain domain = portal.domain(realm);
        String next = domain.organization();
        passwords.person(next, "principal-administrator");
        assertTrue(domain.leave(organization, clerk).done());
        assertTrue(domain.member(next, clerk, "clerk").done());

        CompletableFuture<Void> replaced;
        CompletableFuture<NotedLetters> noted;
        try (Connection connection = portal.connection();
                PreparedStatement hold =
                        connection.prepareStatement("select ID from USER_ENTITY where ID = ? for update")) {
            connection.setAutoCommit(false);
            hold.setString(1, clerk.id());
            assertTrue(hold.executeQuery().next());
            replaced = CompletableFuture.runAsync(() -> passwords.replace(clerk));
            Await.until("the one waits", () -> waiting() >= 1);
            noted = CompletableFuture.supplyAsync(() -> note(List.of(id)));
            Await.until("the other one waits for it", () -> waiting() >= 2);
            connection.rollback();
        }
        replaced.get();

        assertEquals(List.of(id), noted.get().getOthers());
        assertEquals("waiting", letters(clerk).get("one-time-password").getState());
        assertFalse(passwords.inTheLetter(clerk).isEmpty());
    }

    /** Who waits for a row. */
    private static int waiting() {
        try (Connection connection = portal.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> many(int count) {
        return java.util.stream.Stream.generate(() -> UUID.randomUUID().toString())
                .limit(count)
                .toList();
    }

    private static String oneTimePassword(Account clerk) {
        return letters(clerk).get("one-time-password").getId();
    }

    private static Map<String, LetterView> letters(Account clerk) {
        return of(clerk, false).stream()
                .collect(java.util.stream.Collectors.toMap(LetterView::getKind, letter -> letter));
    }

    private static LetterView only(Account clerk, boolean printed) {
        List<LetterView> found = of(clerk, printed);
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    private static List<LetterView> of(Account clerk, boolean printed) {
        List<LetterView> found = new ArrayList<>();
        String after = null;
        do {
            LetterList page = operator.listLetters(after, "100", Boolean.toString(printed));
            page.getItems().stream()
                    .filter(item -> item.getAccount().equals(clerk.id()))
                    .forEach(found::add);
            after = page.getNext();
        } while (after != null);
        return found;
    }

    private static NotedLetters note(List<String> ids) {
        return operator.noteLettersPrinted(new LetterIds().letters(ids));
    }

    private static byte[] pdf(List<String> ids) {
        return operator.file("/letters/pdf", Map.of("letters", ids));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static long count(String action, Account account) {
        return portal.changes(realm)
                .csv(organization)
                .lines()
                .filter(line -> line.contains("," + action + ",") && line.contains(account.id()))
                .count();
    }

    private static void withPassword(Account account) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(Portal.PASSWORD);
        portal.realm(realm).users().get(account.id()).resetPassword(password);
    }

    private static Tab login(Account account, String password) {
        return portal.browser().open(realm).password(account.loginName(), password);
    }

    private static void forgotten(Account account) {
        Tab tab = portal.browser().open(realm);
        String link = tab.page().select("a[href*=reset-credentials]").attr("abs:href");
        tab.get(URI.create(link))
                .submit(Map.of("username", account.loginName(), "username-again", account.loginName()));
    }
}
