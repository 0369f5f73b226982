package io.github.orgportal.administration;

import io.github.orgportal.letters.Addressee;
import io.github.orgportal.letters.LetterSheet;
import io.github.orgportal.organizations.letter.LetterKind;
import io.github.orgportal.organizations.printing.PrintableLetter;
import io.github.orgportal.organizations.profile.Organization;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    static Addressee addressee(UserModel account, Organization organization) {
        return new Addressee(
                name(account),
                organization.name(),
                attribute(account, "street"),
                attribute(account, "postalCode"),
                attribute(account, "city"),
                attribute(account, "country"));
    }

    static String name(UserModel account) {
        return Stream.of(account.getFirstName(), account.getLastName())
                .flatMap(name -> Optional.ofNullable(name).stream())
                .collect(Collectors.joining(" "))
                .strip();
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
