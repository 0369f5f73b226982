package io.github.orgportal.tests;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.orgportal.tests.Portal.Account;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The passwords of one realm, called as the administration calls them; and people of an organization who need some. */
final class Passwords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("https?://\\S+/login-actions/action-token\\?\\S+");

    private final Portal portal;
    private final String realm;
    private final Domain service;
    private final Domain domain;

    Passwords(Portal portal, String realm) {
        this.portal = portal;
        this.realm = realm;
        this.service = new Domain(URI.create(portal.server().url() + "/realms/" + realm + "/test-passwords"));
        this.domain = portal.domain(realm);
    }

    /** An account that an administrator has just made, with no password yet. */
    Account person(String organization, String role) {
        String address = "p" + java.util.UUID.randomUUID().toString().substring(0, 12) + "@firma.example";
        Domain.Answer answer = domain.make(organization, role, address);
        if (!answer.done()) {
            throw new AssertionError(answer.toString());
        }
        try {
            Map<?, ?> made = JSON.readValue(answer.body(), Map.class);
            return new Account(
                    realm, made.get("id").toString(), made.get("username").toString(), address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void first(Account account, String organization) {
        done(service.send("POST", "/%s/first?organization=%s".formatted(account.id(), organization), Map.of()));
    }

    void replace(Account account) {
        done(service.send("POST", "/%s/replace".formatted(account.id()), Map.of()));
    }

    void unlocked(Account account) {
        done(service.send("POST", "/%s/unlocked".formatted(account.id()), Map.of()));
    }

    Domain.Answer link(Account account) {
        return service.send("POST", "/%s/link".formatted(account.id()), Map.of());
    }

    Domain.Answer linkBy(Account actor, Account account) {
        return service.send("POST", "/%s/link?actor=%s".formatted(account.id(), actor.id()), Map.of());
    }

    Domain.Answer userIdLink(Account account) {
        return service.send("POST", "/%s/user-id-link".formatted(account.id()), Map.of());
    }

    /** What came of a look by somebody, and the value or nothing. */
    List<String> look(Account actor, Account account) {
        return list("/%s/look?actor=%s".formatted(account.id(), actor.id()));
    }

    List<String> lookAsOperator(Account account) {
        return list("/%s/look".formatted(account.id()));
    }

    /** Way, whether there is a personal password, kind of one-time password, whether a link is offered, whether it is shown. */
    List<String> state(Account account) {
        return list("/%s/state".formatted(account.id()));
    }

    List<String> letters(Account account) {
        return list("/%s/letters".formatted(account.id()));
    }

    void print(Account account) {
        done(service.send("POST", "/%s/letters/printed".formatted(account.id()), Map.of()));
    }

    /** What a letter would say: for tests alone there is a way past everything that hides it. */
    String inTheLetter(Account account) {
        Domain plain = new Domain(URI.create(portal.server().url() + "/realms/" + realm + "/test-one-time-password"));
        return done(plain.send("GET", "/" + account.id(), Map.of()));
    }

    /** The link in the n-th mail to an account. */
    URI linkIn(Account account, int n) {
        return linkIn(portal.mails().await(account.address(), n));
    }

    static URI linkIn(MimeMessage mail) {
        Matcher matcher = LINK.matcher(MailServer.text(mail));
        if (!matcher.find()) {
            throw new AssertionError("No link in: " + MailServer.text(mail));
        }
        return URI.create(matcher.group());
    }

    private List<String> list(String path) {
        try {
            return List.of(JSON.readValue(done(service.send("GET", path, Map.of())), String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String done(Domain.Answer answer) {
        if (!answer.done()) {
            throw new AssertionError(answer.toString());
        }
        return answer.body();
    }
}
