package io.github.orgportal.tests;

import io.github.orgportal.tests.PlainBrowser.Tab;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Somebody who applies for an account of a realm, page by page. */
final class Registering {
    static final String ROLE = "login-portal-registration-role";
    static final String ORGANIZATION = "login-portal-registration-organization";
    static final String PERSON = "login-portal-registration-person";
    static final String UNITS = "login-portal-registration-units";
    static final String CHECK = "login-portal-registration-check";
    static final String SENT = "login-portal-registration-sent";
    static final String CONFIRM = "login-portal-registration-confirm";
    static final String DONE = "login-portal-registration-done";
    static final String NOTICE = "login-portal-notice";

    private static final Pattern LINK = Pattern.compile("https?://\\S+/portal-registration/confirm\\?key=\\S+");

    /** Which fields each page has. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            ORGANIZATION, List.of("memberNumber", "served"),
            PERSON,
                    List.of(
                            "firstName",
                            "lastName",
                            "birthDate",
                            "email",
                            "phone",
                            "street",
                            "postalCode",
                            "city",
                            "country"),
            UNITS, List.of("units"));

    private final Portal portal;
    private final String realm;
    private final Map<String, String> answers = new LinkedHashMap<>();

    /** An administrator of a number that nobody has, with an address of its own. */
    Registering(Portal portal, String realm) {
        this.portal = portal;
        this.realm = realm;
        answers.put("role", "administrator");
        answers.put("memberNumber", "4711-" + UUID.randomUUID().toString().substring(0, 8));
        answers.put("firstName", "Kim");
        answers.put("lastName", "Berg");
        answers.put("birthDate", "3.5.1980");
        answers.put("email", "kim." + UUID.randomUUID().toString().substring(0, 12) + "@firma.example");
        answers.put("phone", "");
        answers.put("street", "Am Musterhang 12 a");
        answers.put("postalCode", "12345");
        answers.put("city", "Beispielstadt");
        answers.put("country", "DE");
        answers.put("units", "");
    }

    Registering with(String field, String value) {
        answers.put(field, value);
        return this;
    }

    String value(String field) {
        return answers.getOrDefault(field, "");
    }

    String address() {
        return value("email");
    }

    /** From the login page, by its link. */
    Tab start() {
        return start(portal.browser());
    }

    Tab start(PlainBrowser browser) {
        Tab login = browser.openAtChoice(realm);
        return login.get(URI.create(login.page().selectFirst("a#register").attr("abs:href")));
    }

    /** Goes on to a page, filling in those before it. */
    Tab goOn(Tab tab, String page) {
        for (int pages = 0; pages < 6 && !tab.pageId().equals(page); pages++) {
            next(tab);
        }
        if (!tab.pageId().equals(page)) {
            throw new AssertionError("At %s instead of %s: %s".formatted(tab.pageId(), page, tab.text()));
        }
        return tab;
    }

    /** Fills the page in and presses its first button. */
    Tab next(Tab tab) {
        Map<String, String> values = new HashMap<>();
        if (tab.pageId().equals(ROLE)) {
            values.put("role", value("role"));
        } else {
            values.put("go", "next");
            FIELDS.getOrDefault(tab.pageId(), List.of()).forEach(field -> values.put(field, value(field)));
        }
        return tab.submit(values);
    }

    static Tab press(Tab tab, String go) {
        return tab.submit(Map.of("go", go));
    }

    /** All of it, up to the page that says to look for a mail. */
    Tab send() {
        return goOn(start(), SENT);
    }

    /** The link in the n-th mail. */
    URI link(int n) {
        return link(portal.mails().await(address(), n));
    }

    static URI link(MimeMessage mail) {
        Matcher matcher = LINK.matcher(MailServer.text(mail));
        if (!matcher.find()) {
            throw new AssertionError("No link in: " + MailServer.text(mail));
        }
        return URI.create(matcher.group());
    }

    /** A browser that opens a link. */
    Tab open(URI link) {
        return open(portal.browser(), link);
    }

    static Tab open(PlainBrowser browser, URI link) {
        return browser.tab("http://application.example/").get(link);
    }

    /** Presses the one button of the page behind a link. */
    static Tab confirm(Tab tab) {
        return tab.submit(Map.of("confirm", ""));
    }

    /** Where the page at the end has the form. */
    static URI form(Tab done) {
        return URI.create(done.page().selectFirst("a#registration-form").attr("abs:href"));
    }

    /** What the form says that a browser has saved. */
    static String text(Path form) {
        try {
            return text(Files.readAllBytes(form));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the form says. */
    static String text(byte[] form) {
        try (PDDocument document = Loader.loadPDF(form)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
