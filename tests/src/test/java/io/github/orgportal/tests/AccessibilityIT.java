package io.github.orgportal.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Every page of the login that a person can meet, and the TAN mail: both languages, light and dark, phone and desktop, against the
 * rules of WCAG 2.1 A/AA that a machine can check. What it saw lies in {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityIT {
    private static final List<Locale> LANGUAGES = List.of(Locale.GERMAN, Locale.ENGLISH);
    private static final Duration LAID_OUT = Duration.ofSeconds(5);

    private final Portal portal = Portal.onH2();
    private final String unprotected = portal.unprotectedRealm();
    /** Its tests register more often than people of one network do. */
    private final String registering = portal.unprotectedRealm("member-portal", AccessibilityIT::manyRegister);

    private final Account overMailLimit = overMailLimit();
    private final Account paused = paused();
    /** Of the organization whose administrator has got a link. */
    private String memberNumber = "";

    /** How people look at it. */
    private enum Look {
        LIGHT_PHONE(ColorScheme.LIGHT, "phone", 360, 740),
        LIGHT_DESKTOP(ColorScheme.LIGHT, "desktop", 1280, 900),
        DARK_PHONE(ColorScheme.DARK, "phone", 360, 740),
        DARK_DESKTOP(ColorScheme.DARK, "desktop", 1280, 900);

        private final ColorScheme scheme;
        private final String size;
        private final int width;
        private final int height;

        Look(ColorScheme scheme, String size, int width, int height) {
            this.scheme = scheme;
            this.size = size;
            this.width = width;
            this.height = height;
        }

        /** Colours are the same in both languages. */
        static Stream<Look> in(Locale language) {
            return Arrays.stream(values())
                    .filter(look -> language.equals(Locale.GERMAN) || look.scheme == ColorScheme.LIGHT);
        }

        void of(Page page) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(width, height);
        }

        Path screenshot(String name, Locale language) {
            return Path.of(
                    "target",
                    "screenshots",
                    "%s-%s-%s-%s.png"
                            .formatted(
                                    name, language.getLanguage(), scheme.name().toLowerCase(Locale.ROOT), size));
        }
    }

    /** A page, and how a person gets there. */
    private enum Met {
        ROLE_CHOICE("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.openAtChoice(realm());
            }
        },
        LOGIN("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.open(realm());
            }
        },
        LOGIN_WRONG("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.open(realm()).wrongPassword(its.portal.account(realm()));
            }
        },
        TAN("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.open(realm()).password(its.portal.account(realm()));
            }
        },
        TAN_WRONG("employer-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.open(realm())
                        .password(its.portal.account(realm()))
                        .wrongTan("000000");
            }
        },
        TAN_NOT_LEFT("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                window.takeTheClock();
                LoginPage login = window.open(realm());
                its.portal.mails().stop();
                TanPage page = login.password(its.portal.account(realm()));
                window.clockAhead(10);
                assertThat(page.notLeft()).isVisible();
                return page;
            }
        },
        TAN_EXPIRED("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                window.takeTheClock();
                TanPage page = window.open(realm()).password(its.portal.account(realm()));
                window.clockAhead(301);
                assertThat(page.expired()).isVisible();
                return page;
            }
        },
        NO_ADDRESS("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.open(realm())
                        .refused(its.portal.account(realm(), UUID.randomUUID().toString(), "", Map.of()));
            }
        },
        MAIL_LIMIT("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.open(its.unprotected).refused(its.overMailLimit);
            }
        },
        PAUSED("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return window.open(its.unprotected).refused(its.paused);
            }
        },
        LOCKED("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Account locked = its.portal.account(realm());
                its.portal
                        .domain(realm())
                        .send(
                                "POST",
                                "/accounts/%s/locks".formatted(locked.id()),
                                Map.of(
                                        "cause",
                                        "ADMINISTRATOR",
                                        "reason",
                                        "Hat die Firma zum Quartalsende verlassen.\nDie Zugangsdaten sind noch nicht übergeben."));
                return window.open(realm()).lockedOut(locked);
            }
        },
        LAST_ADMINISTRATOR("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Domain domain = its.portal.domain(realm());
                Account clerk = its.portal.account(realm());
                domain.member(domain.organization(), clerk, "clerk");
                return window.open(realm()).lockedOut(clerk);
            }
        },
        WRONG_ROLE("employer-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Account administrator = its.portal.account(realm());
                Domain domain = its.portal.domain(realm());
                domain.member(domain.organization(), administrator, "administrator");
                window.open(realm())
                        .password(administrator)
                        .tan(its.portal.mails().tan(administrator.address(), 1), window.language());
                window.page()
                        .navigate(Application.demanding(its.portal, realm(), "clerk, data-centre-user")
                                .address("")
                                .toString());
                return new PortalPage(window.page(), "login-portal-access-refused");
            }
        },
        CHOICE("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Account clerk = its.portal.account(realm());
                Domain domain = its.portal.domain(realm());
                for (int i = 0; i < 3; i++) {
                    String organization = domain.organization();
                    domain.member(organization, its.portal.account(realm()), "administrator");
                    domain.member(organization, clerk, "clerk");
                }
                TanPage tan = window.open(Application.demanding(its.portal, realm(), "clerk"))
                        .password(new Account(realm(), clerk.id(), clerk.address(), clerk.address()));
                tan.field().fill(its.portal.mails().tan(clerk.address(), 1));
                tan.press(window.page().locator("#tan-submit"));
                return new PortalPage(window.page(), "login-portal-access-choice");
            }
        },
        PAGE_EXPIRED("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                LoginPage login = window.open(realm());
                String earlier = login.action();
                login.password(its.portal.account(realm()));
                window.page().navigate(earlier);
                return new PortalPage(window.page(), "login-login-page-expired");
            }
        },
        ERROR("employer-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                window.page().navigate(window.address(realm(), "protocol/openid-connect/auth?client_id=unknown"));
                return new PortalPage(window.page(), "login-error");
            }
        },
        NEW_PASSWORD("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Account account =
                        its.portal.account(realm(), user -> user.setRequiredActions(List.of("UPDATE_PASSWORD")));
                TanPage page = window.open(realm()).password(account);
                page.field().fill(its.portal.mails().tan(account.address(), 1));
                page.press(window.page().locator("#tan-submit"));
                PortalPage shown = new PortalPage(window.page(), "login-login-update-password");
                window.page()
                        .waitForFunction("document.getElementById('password-new').hasAttribute('aria-describedby')");
                window.page().locator("#password-new").fill("zu kurz 1");
                return shown;
            }
        },
        NEW_PASSWORD_REFUSED("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Account account =
                        its.portal.account(realm(), user -> user.setRequiredActions(List.of("UPDATE_PASSWORD")));
                return choose(window, its, account, "kurz");
            }
        },
        PASSWORD_CHANGED("employer-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Account account =
                        its.portal.account(realm(), user -> user.setRequiredActions(List.of("UPDATE_PASSWORD")));
                choose(window, its, account, "Selbst-Gewaehlt-42-Langes!");
                return new PortalPage(window.page(), "login-portal-password-changed");
            }
        },
        LOGOUT("employer-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Account account = its.portal.account(realm());
                window.open(realm())
                        .password(account)
                        .tan(its.portal.mails().tan(account.address(), 1), window.language());
                window.page().navigate(window.address(realm(), "protocol/openid-connect/logout"));
                return new PortalPage(window.page(), "login-logout-confirm");
            }
        },
        LOGGED_OUT("employer-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                LOGOUT.in(window, its).press(window.page().locator("#kc-logout"));
                return new PortalPage(window.page(), "login-info");
            }
        },
        FORGOTTEN("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                PortalPage login = window.open(realm());
                login.press(window.page().locator("a[href*=reset-credentials]"));
                PortalPage page = new PortalPage(window.page(), "login-portal-forgotten-password");
                window.page().locator("#username").fill("kim@firma.example");
                window.page().locator("#username-again").fill("kim@forma.example");
                page.press(window.page().locator("#forgotten-submit"));
                return new PortalPage(window.page(), "login-portal-forgotten-password");
            }
        },
        FORGOTTEN_SENT("member-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                PortalPage page = FORGOTTEN.in(window, its);
                window.page().locator("#username-again").fill("kim@firma.example");
                page.press(window.page().locator("#forgotten-submit"));
                return new PortalPage(window.page(), "login-portal-notice");
            }
        },
        PASSWORD_CHOSEN("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                window.page().navigate(its.link(realm(), false).toString());
                PortalPage page = new PortalPage(window.page(), "login-login-update-password");
                window.page().locator("#password-new").fill(Portal.PASSWORD);
                window.page().locator("#password-confirm").fill(Portal.PASSWORD);
                page.press(window.page().locator("#kc-submit"));
                return new PortalPage(window.page(), "login-portal-notice");
            }
        },
        USER_ID_WRONG("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                window.page().navigate(its.link(realm(), true).toString());
                PortalPage page = new PortalPage(window.page(), "login-portal-user-id");
                window.page().locator("#firstName").fill("Kim");
                window.page().locator("#lastName").fill("Beispiel");
                window.page().locator("#birthDate").fill("03.05.1980");
                window.page().locator("#memberNumber").fill("unbekannt");
                page.press(window.page().locator("#user-id-submit"));
                return new PortalPage(window.page(), "login-portal-user-id");
            }
        },
        USER_ID_TOLD("benefits-portal") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                PortalPage page = USER_ID_WRONG.in(window, its);
                window.page().locator("#memberNumber").fill(its.memberNumber);
                page.press(window.page().locator("#user-id-submit"));
                return new PortalPage(window.page(), "login-portal-user-id-told");
            }
        },
        REGISTRATION_ROLE("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return its.registration(window, new Registering(its.portal, its.registering));
            }
        },
        REGISTRATION_ORGANIZATION_WRONG("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Registering centre = new Registering(its.portal, its.registering)
                        .with("role", "data-centre-user")
                        .with("memberNumber", "")
                        .with("served", "4711, 47 12");
                return its.registration(window, centre)
                        .goOn(Registering.ORGANIZATION)
                        .next();
            }
        },
        REGISTRATION_PERSON_WRONG("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Registering somebody = new Registering(its.portal, its.registering)
                        .with("birthDate", "gestern")
                        .with("email", "info@firma.example")
                        .with("street", "");
                return its.registration(window, somebody)
                        .goOn(Registering.PERSON)
                        .next();
            }
        },
        REGISTRATION_UNITS("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return its.registration(window, new Registering(its.portal, its.registering))
                        .goOn(Registering.UNITS);
            }
        },
        REGISTRATION_CHECK("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Registering longest = new Registering(its.portal, its.registering)
                        .with("firstName", "Maximiliane-Wilhelmine")
                        .with("lastName", "Wolkenstein".repeat(23))
                        .with(
                                "units",
                                String.join(
                                        ",",
                                        IntStream.range(100, 150)
                                                .mapToObj(i -> "U-" + i)
                                                .toList()));
                return its.registration(window, longest).goOn(Registering.CHECK);
            }
        },
        REGISTRATION_SENT("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                return its.registration(window, new Registering(its.portal, its.registering))
                        .goOn(Registering.SENT);
            }
        },
        REGISTRATION_CONFIRM("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                Registering somebody = new Registering(its.portal, its.registering);
                somebody.goOn(
                        somebody.start(new PlainBrowser(
                                its.portal.server().url(), window.language().getLanguage())),
                        Registering.SENT);
                window.page().navigate(somebody.link(1).toString());
                return new PortalPage(window.page(), Registering.CONFIRM);
            }
        },
        REGISTRATION_DONE("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                PortalPage page = REGISTRATION_CONFIRM.in(window, its);
                page.press(window.page().locator("#registration-confirm-submit"));
                return new PortalPage(window.page(), Registering.DONE);
            }
        },
        REGISTRATION_ENDED("") {
            @Override
            PortalPage in(Window window, AccessibilityIT its) {
                window.page().navigate(window.address(its.registering, "portal-registration/confirm?key=x"));
                return new PortalPage(window.page(), Registering.NOTICE);
            }
        };

        private final String realm;

        /** Logs in and sends a new password. */
        static PortalPage choose(Window window, AccessibilityIT its, Account account, String password) {
            TanPage tan = window.open(account.realm()).password(account);
            tan.field().fill(its.portal.mails().tan(account.address(), 1));
            tan.press(window.page().locator("#tan-submit"));
            PortalPage page = new PortalPage(window.page(), "login-login-update-password");
            window.page().locator("#password-new").fill(password);
            window.page().locator("#password-confirm").fill(password);
            page.press(window.page().locator("#kc-submit"));
            return page;
        }

        Met(String realm) {
            this.realm = realm;
        }

        abstract PortalPage in(Window window, AccessibilityIT its);

        String realm() {
            return realm;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Stream<Arguments> pagesAndLanguages() {
        return Arrays.stream(Met.values())
                .flatMap(met -> LANGUAGES.stream().map(language -> Arguments.of(met, language)));
    }

    @AfterEach
    void putEverythingBack() {
        portal.mails().start();
        portal.clock(Duration.ZERO);
    }

    @ParameterizedTest(name = "Z-6 the page ''{0}'' in ''{1}''")
    @MethodSource("pagesAndLanguages")
    void isForEverybody(Met met, Locale language) {
        try (Window window = Window.in(portal, language)) {
            PortalPage shown = met.in(window, this);
            Page page = window.page();

            assertEquals(language.getLanguage(), shown.language());
            assertFalse(page.title().isBlank());
            assertAll(Look.in(language).map(look -> () -> {
                look.of(page);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(look.screenshot(met.toString(), language))
                        .setFullPage(true));
                assertNoViolation(page, look.name());
                assertFitsTheScreen(page, look.width);
            }));
            assertAll(Stream.of(Look.LIGHT_DESKTOP, Look.DARK_PHONE).map(look -> () -> {
                look.of(page);
                assertUsableByKeyboard(page);
            }));
            // WCAG 1.4.10: 1280 points wide at 400 %
            page.setViewportSize(320, 256);
            assertFitsTheScreen(page, 320);
        }
    }

    @Test
    @DisplayName("the checks fail where they should")
    void areAwake() {
        try (Window window = Window.in(portal, Locale.GERMAN)) {
            Page page = window.page();
            Look.LIGHT_PHONE.of(page);
            page.setContent("""
                    <style>:focus { outline: none }</style>
                    <p style="width: 500px; color: #bbb; background: #fff">Kaum zu lesen</p><button>Weiter</button>
                    """);
            assertThrows(AssertionError.class, () -> assertNoViolation(page, "contrast"));
            assertThrows(AssertionError.class, () -> assertFitsTheScreen(page, Look.LIGHT_PHONE.width));
            assertThrows(AssertionError.class, () -> assertUsableByKeyboard(page));
        }
    }

    private enum MailLanguage {
        DE(Locale.GERMAN, "Mitgliederportal", "5 Minuten", "Bitte antworten Sie nicht darauf."),
        EN(Locale.ENGLISH, "Member portal", "5 minutes", "Please do not reply to it.");

        private final Locale language;
        private final String portalName;
        private final String validity;
        private final String noReply;

        MailLanguage(Locale language, String portalName, String validity, String noReply) {
            this.language = language;
            this.portalName = portalName;
            this.validity = validity;
            this.noReply = noReply;
        }
    }

    @ParameterizedTest(name = "L-4 the TAN mail of an account with locale ''{0}''")
    @EnumSource(MailLanguage.class)
    void mailIsForEverybody(MailLanguage expected) throws MessagingException {
        String name = "m" + System.nanoTime();
        Account account = portal.account(
                "member-portal",
                name,
                name + "@firma.example",
                Map.of("locale", List.of(expected.language.getLanguage())));
        // The browser's language is the other one.
        String other = LANGUAGES.get(1 - LANGUAGES.indexOf(expected.language)).getLanguage();
        new PlainBrowser(portal.server().url(), other)
                .open("member-portal")
                .password(account.loginName(), Portal.PASSWORD);

        MimeMessage mail = portal.mails().await(account.address(), 1);
        String html = MailServer.html(mail);
        String tan = portal.mails().tan(account.address(), 1);

        assertTrue(mail.getSubject().contains(expected.portalName), mail.getSubject());
        try (Window window = Window.in(portal, expected.language)) {
            Page page = window.page();
            page.setContent(html);
            assertEquals(expected.language.getLanguage(), page.locator("html").getAttribute("lang"));
            assertAll(Stream.of(MailServer.text(mail), page.locator("body").innerText())
                    .flatMap(text -> Stream.of(tan, expected.portalName, expected.validity, expected.noReply)
                            .map(part -> () -> assertTrue(text.contains(part), part + " is missing in: " + text))));
            assertEquals(0, page.locator("[href], [src]").count(), "no link, nothing to load");
            assertFalse((html + MailServer.text(mail)).contains("http"), html);
            assertFalse(mail.getSubject().contains(tan), "a locked phone shows subjects");
            assertAll(Arrays.stream(Look.values()).map(look -> () -> {
                look.of(page);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(look.screenshot("mail", expected.language))
                        .setFullPage(true));
                assertNoViolation(page, look.name());
                assertFitsTheScreen(page, look.width);
            }));
        }
    }

    private static void manyRegister(RealmRepresentation realm) {
        realm.getComponents().get("io.github.orgportal.organizations.policy.PortalComponent").stream()
                .filter(component -> component.getProviderId().equals("portal-policy"))
                .forEach(policy -> policy.getConfig().putSingle("registrationsPerNetwork", "10000"));
    }

    private RegistrationPage registration(Window window, Registering somebody) {
        return RegistrationPage.open(window, registering, somebody);
    }

    @ParameterizedTest(name = "R-1 the mail with the link to confirm, to somebody who reads ''{0}''")
    @EnumSource(MailLanguage.class)
    void registrationMailIsForEverybody(MailLanguage expected) throws MessagingException {
        Registering somebody = new Registering(portal, registering);
        somebody.goOn(
                somebody.start(new PlainBrowser(portal.server().url(), expected.language.getLanguage())),
                Registering.SENT);
        MimeMessage mail = portal.mails().await(somebody.address(), 1);

        assertTrue(mail.getSubject().contains(expected.portalName), mail.getSubject());
        try (Window window = Window.in(portal, expected.language)) {
            Page page = window.page();
            page.setContent(MailServer.html(mail));
            assertEquals(expected.language.getLanguage(), page.locator("html").getAttribute("lang"));
            assertAll(Stream.of(MailServer.text(mail), page.locator("body").innerText())
                    .flatMap(text -> Stream.of(expected.portalName, "48", expected.noReply)
                            .map(part -> () -> assertTrue(text.contains(part), part + " is missing in: " + text))));
            assertEquals(somebody.link(1).toString(), page.locator("a").getAttribute("href"));
            assertEquals(1, page.locator("[href], [src]").count(), "nothing to load");
            assertAll(Arrays.stream(Look.values()).map(look -> () -> {
                look.of(page);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(look.screenshot("mail-registration", expected.language))
                        .setFullPage(true));
                assertNoViolation(page, look.name());
                assertFitsTheScreen(page, look.width);
            }));
        }
    }

    /** A link to choose a password or to fetch the user id, of an administrator with a birth date. */
    private URI link(String realm, boolean userId) {
        Passwords passwords = new Passwords(portal, realm);
        String organization = portal.domain(realm).organization();
        Account account = passwords.person(organization, "administrator");
        UserRepresentation user = portal.realm(realm).users().get(account.id()).toRepresentation();
        user.singleAttribute("birthDate", "1980-05-03");
        portal.realm(realm).users().get(account.id()).update(user);
        memberNumber = portal.realm(realm)
                .organizations()
                .get(organization)
                .toRepresentation()
                .getName()
                .replace("Betrieb ", "");
        assertTrue((userId ? passwords.userIdLink(account) : passwords.link(account)).done());
        return passwords.linkIn(account, 1);
    }

    @ParameterizedTest(name = "A-4 the mails about passwords of accounts with locale ''{0}''")
    @EnumSource(MailLanguage.class)
    void passwordMailsAreForEverybody(MailLanguage expected) {
        for (String realm : List.of("member-portal", "benefits-portal", "employer-portal")) {
            Passwords passwords = new Passwords(portal, realm);
            String organization = portal.domain(realm).organization();
            Account account = passwords.person(organization, "clerk");
            UserRepresentation user =
                    portal.realm(realm).users().get(account.id()).toRepresentation();
            user.singleAttribute("locale", expected.language.getLanguage());
            portal.realm(realm).users().get(account.id()).update(user);
            passwords.first(account, organization);
            MimeMessage mail = portal.mails().await(account.address(), 1);
            String html = MailServer.html(mail);

            try (Window window = Window.in(portal, expected.language)) {
                Page page = window.page();
                page.setContent(html);
                assertEquals(
                        expected.language.getLanguage(), page.locator("html").getAttribute("lang"));
                assertTrue(MailServer.text(mail).contains(expected.noReply), MailServer.text(mail));
                assertTrue(html.contains(expected.noReply), html);
                assertEquals(
                        realm.equals("benefits-portal") ? 1 : 0,
                        page.locator("[href]").count());
                assertEquals(0, page.locator("[src]").count(), "nothing to load");
                assertAll(Arrays.stream(Look.values()).map(look -> () -> {
                    look.of(page);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(look.screenshot("mail-password-" + realm, expected.language))
                            .setFullPage(true));
                    assertNoViolation(page, look.name());
                    assertFitsTheScreen(page, look.width);
                }));
            }
        }
    }

    private static void assertNoViolation(Page page, String look) {
        assertEquals(List.of(), Screen.violations(page), look);
    }

    private static void assertFitsTheScreen(Page page, int width) {
        // the layout follows the screen a moment later
        Await.until(
                "it fits into %d points".formatted(width),
                LAID_OUT,
                () -> Integer.valueOf(width)
                        .equals(page.evaluate("Math.max(innerWidth, document.documentElement.scrollWidth)")));
    }

    /** Tab reaches everything that a mouse does, and shows where it is. */
    private static void assertUsableByKeyboard(Page page) {
        page.evaluate("""
                () => {
                  document.activeElement?.blur();
                  window.getSelection().removeAllRanges();
                  window.portalTargets = [...document.querySelectorAll(
                      "a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled")]
                    .filter(element => element.checkVisibility({visibilityProperty: true}));
                  document.addEventListener("focusin", ({target}) => {
                    const style = getComputedStyle(target);
                    target.portalReached = true;
                    target.portalShown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                  });
                }
                """);
        int targets = ((Number) page.evaluate("portalTargets.length")).intValue();
        // From the end of the page round to its beginning: one more than there are, for the browser's own stop.
        IntStream.rangeClosed(0, targets).forEach(i -> page.keyboard().press("Tab"));
        assertEquals(
                List.of(),
                page.evaluate("portalTargets.filter(target => !target.portalReached).map(target => target.outerHTML)"),
                "Tab does not reach");
        assertEquals(
                List.of(),
                page.evaluate("portalTargets.filter(target => !target.portalShown).map(target => target.outerHTML)"),
                "no visible focus");
    }

    private static String otherThan(String tan) {
        return "%06d".formatted((Integer.parseInt(tan) + 1) % 1_000_000);
    }

    private Account overMailLimit() {
        Account account = portal.account(unprotected);
        IntStream.rangeClosed(1, 5).forEach(n -> atTanPage(account));
        return account;
    }

    private Account paused() {
        Account account = portal.account(unprotected);
        for (int login = 1; login <= 5; login++) {
            Tab tab = atTanPage(account);
            String right = portal.mails().tan(account.address(), login);
            IntStream.range(0, 4).forEach(n -> tab.tan(otherThan(right)));
        }
        return account;
    }

    private Tab atTanPage(Account account) {
        return portal.browser().open(account.realm()).password(account.loginName(), Portal.PASSWORD);
    }
}
