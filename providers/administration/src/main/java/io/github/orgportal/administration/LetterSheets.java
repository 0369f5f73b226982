package io.github.orgportal.administration;

import io.github.orgportal.letters.Addressee;
import io.github.orgportal.letters.LetterSheet;
import io.github.orgportal.organizations.letter.LetterKind;
import io.github.orgportal.organizations.printing.PrintableLetter;
import io.github.orgportal.organizations.printing.Recipient;
import io.github.orgportal.organizations.profile.Organization;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** What the letters of the queue say on paper. */
final class LetterSheets {
    private static final int REFERENCE = 8;

    private LetterSheets() {}

    static LetterSheet of(KeycloakSession session, PrintableLetter letter) {
        UserModel account = letter.account();
        return new LetterSheet(
                kind(letter.letter().kind()),
                session.getContext().resolveLocale(account, true),
                addressee(account, letter.organization()),
                letter.organization().memberNumber(),
                letter.letter().id().substring(0, REFERENCE),
                day(Instant.ofEpochMilli(Time.currentTimeMillis())),
                letter.value(),
                // the last whole day, in whatever zone between Greenwich and Japan the letter is read
                letter.validUntil().map(end -> day(end).minusDays(1)));
    }

    private static Addressee addressee(UserModel account, Organization organization) {
        return new Addressee(
                name(
                        Objects.requireNonNullElse(account.getFirstName(), ""),
                        Objects.requireNonNullElse(account.getLastName(), "")),
                organization.name(),
                attribute(account, "street"),
                attribute(account, "postalCode"),
                attribute(account, "city"),
                attribute(account, "country"));
    }

    /** As far as the list of the queue asks. */
    static Addressee addressee(Recipient recipient, Organization organization) {
        return new Addressee(
                name(recipient.firstName(), recipient.lastName()),
                organization.name(),
                recipient.street(),
                "",
                recipient.city(),
                "");
    }

    private static String name(String firstName, String lastName) {
        return "%s %s".formatted(firstName, lastName).strip();
    }

    /** As the keys of the texts have it. */
    private static String kind(LetterKind kind) {
        return switch (kind) {
            case ONE_TIME_PASSWORD -> "oneTimePassword";
            case ACCESS_ID -> "accessId";
            case MEMBER_NUMBER -> "memberNumber";
        };
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static String attribute(UserModel account, String name) {
        return Optional.ofNullable(account.getFirstAttribute(name)).orElse("");
    }
}
