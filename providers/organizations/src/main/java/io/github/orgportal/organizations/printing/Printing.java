package io.github.orgportal.organizations.printing;

import io.github.orgportal.onetimepassword.OneTimePassword;
import io.github.orgportal.onetimepassword.OneTimePasswords;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.letter.LetterKind;
import io.github.orgportal.organizations.letter.LetterPosition;
import io.github.orgportal.organizations.letter.Letters;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.membership.Memberships;
import io.github.orgportal.organizations.password.Links;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Organizations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Takes letters from the queue to paper. Who may is not asked here.
 *
 * <p>A letter is read as often as somebody wants, until it is noted as printed; then its one-time password is hidden for good. It cannot be
 * noted without having been read, so that none gets lost between the two.
 */
public final class Printing {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Cascade cascade;
    private final Memberships memberships;
    private final Organizations organizations;
    private final Letters letters;
    private final Links links;

    /** Works in the transaction of this session, for the realm in its context. */
    public Printing(
            KeycloakSession session,
            Cascade cascade,
            Memberships memberships,
            Organizations organizations,
            Letters letters,
            Links links) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.cascade = cascade;
        this.memberships = memberships;
        this.organizations = organizations;
        this.letters = letters;
        this.links = links;
    }

    /** Those that wait, the oldest first. */
    public QueuePage waiting(Optional<LetterPosition> after, int most) {
        return page(letters.waiting(after, most), most);
    }

    /** Those that were printed, the newest first. */
    public QueuePage printed(Optional<LetterPosition> after, int most) {
        return page(letters.printed(after, most), most);
    }

    private QueuePage page(List<Letter> found, int most) {
        return new QueuePage(
                found.stream().flatMap(this::queued).toList(),
                found.size() < most
                        ? Optional.empty()
                        : Optional.of(found.get(most - 1)).map(LetterPosition::of));
    }

    /**
     * What letters say, for a PDF. Told in the logs of their organizations.
     *
     * @return those that can be printed, in the order of the ids; others are left out
     */
    public List<PrintableLetter> read(List<String> ids, Actor actor) {
        List<Letter> found =
                ids.stream().distinct().flatMap(id -> letters.find(id).stream()).toList();
        cascade.hold(found.stream().map(Letter::organizationId).toList());
        List<PrintableLetter> printable = found.stream()
                // as it is now that nobody changes it any more
                .flatMap(letter -> letters.find(letter.id()).stream())
                .flatMap(letter -> printable(letter).stream())
                .toList();
        printable.forEach(letter -> letters.makePdf(letter.account(), letter.letter(), actor));
        return printable;
    }

    /**
     * A letter is on paper. Its one-time password opens the login as before, and nobody can read it here any more. Told in the log of its
     * organization, once.
     *
     * @return whether it is noted as printed, now or before
     */
    public boolean note(String id, Actor actor) {
        Optional<Letter> letter = letters.find(id);
        if (letter.isEmpty()) {
            return false;
        }
        cascade.hold(List.of(letter.get().organizationId()));
        Optional<UserModel> account = account(letter.get());
        if (account.isEmpty()) {
            return false;
        }
        if (letters.printed(account.get(), id, actor)) {
            if (letter.get().kind() == LetterKind.ONE_TIME_PASSWORD) {
                hide(account.get(), letter.get());
            }
            return true;
        }
        return letters.find(id).flatMap(Letter::printedAt).isPresent();
    }

    /** Not one that came later, and waits for a letter of its own. */
    private void hide(UserModel account, Letter letter) {
        OneTimePasswords passwords = OneTimePasswords.of(session, realm);
        if (passwords.showSetUntil(account, requested(letter)).isPresent()) {
            passwords.hide(account);
        }
    }

    private Stream<QueuedLetter> queued(Letter letter) {
        return account(letter).stream()
                .flatMap(account -> organizations.find(letter.organizationId()).stream()
                        .map(organization -> new QueuedLetter(
                                letter,
                                account,
                                organization,
                                value(letter, account, organization).isPresent())));
    }

    private Optional<PrintableLetter> printable(Letter letter) {
        return account(letter)
                .flatMap(account -> organizations
                        .find(letter.organizationId())
                        .flatMap(organization -> value(letter, account, organization)
                                .map(value -> new PrintableLetter(
                                        letter, account, organization, value.text(), value.validUntil()))));
    }

    /** None for a letter that is void or printed. */
    private Optional<Value> value(Letter letter, UserModel account, Organization organization) {
        boolean belongs = memberships.of(account.getId()).stream()
                .anyMatch(member -> member.organizationId().equals(organization.id()));
        if (letter.printedAt().isPresent() || !belongs || !account.isEnabled() || links.isLocked(account)) {
            return Optional.empty();
        }
        return switch (letter.kind()) {
            case ONE_TIME_PASSWORD ->
                OneTimePasswords.of(session, realm)
                        .showSetUntil(account, requested(letter))
                        .map(Value::of);
            case ACCESS_ID -> Optional.of(new Value(account.getUsername(), Optional.empty()));
            case MEMBER_NUMBER -> Optional.of(new Value(organization.memberNumber(), Optional.empty()));
        };
    }

    /** A one-time password is set before its letter is asked for, in one transaction. */
    private static Instant requested(Letter letter) {
        return Instant.ofEpochMilli(letter.requestedAt());
    }

    private Optional<UserModel> account(Letter letter) {
        return Optional.ofNullable(session.users().getUserById(realm, letter.accountId()));
    }

    /** What a letter is sent for. */
    private record Value(String text, Optional<Instant> validUntil) {
        static Value of(OneTimePassword password) {
            return new Value(password.value(), Optional.of(password.validUntil()));
        }

        @Override
        public String toString() {
            return "value";
        }
    }
}
