package io.github.orgportal.organizations.printing;

import io.github.orgportal.onetimepassword.OneTimePassword;
import io.github.orgportal.onetimepassword.OneTimePasswords;
import io.github.orgportal.organizations.access.Access;
import io.github.orgportal.organizations.access.Standing;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Access access;

    /** Works in the transaction of this session, for the realm in its context. */
    public Printing(
            KeycloakSession session,
            Cascade cascade,
            Memberships memberships,
            Organizations organizations,
            Letters letters) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.cascade = cascade;
        this.memberships = memberships;
        this.organizations = organizations;
        this.letters = letters;
        this.access = new Access(session);
    }

    /** Those that wait, the oldest first. */
    public QueuePage waiting(Optional<LetterPosition> after, int most) {
        return page(letters.waiting(after, most), most);
    }

    /** Those that were printed, the newest first. */
    public QueuePage printed(Optional<LetterPosition> after, int most) {
        return page(letters.printed(after, most), most);
    }

    /** As many statements for a long page as for a short one. */
    private QueuePage page(List<Letter> found, int most) {
        Map<String, Recipient> recipients =
                new Recipients(session).of(found.stream().map(Letter::accountId).collect(Collectors.toSet()));
        Map<String, Organization> about =
                organizations.find(found.stream().map(Letter::organizationId).collect(Collectors.toSet()));
        Set<String> printable = printable(found, recipients);
        return new QueuePage(
                found.stream()
                        .flatMap(letter -> Stream.ofNullable(recipients.get(letter.accountId()))
                                .flatMap(recipient -> Stream.ofNullable(about.get(letter.organizationId()))
                                        .map(organization -> new QueuedLetter(
                                                letter, recipient, organization, printable.contains(letter.id())))))
                        .toList(),
                found.size() < most
                        ? Optional.empty()
                        : Optional.of(found.get(most - 1)).map(LetterPosition::of));
    }

    /** Ids of those among these that would be read: what {@link #value} tells of a single one. */
    private Set<String> printable(List<Letter> found, Map<String, Recipient> recipients) {
        List<Letter> waiting =
                found.stream().filter(letter -> letter.printedAt().isEmpty()).toList();
        Map<String, Standing> standings =
                access.standings(waiting.stream().map(Letter::accountId).collect(Collectors.toSet()));
        Set<String> withPassword = OneTimePasswords.of(session, realm)
                .shownSetUntil(waiting.stream()
                        .filter(letter -> letter.kind() == LetterKind.ONE_TIME_PASSWORD)
                        // an account has one that waits, but for a moment between two transactions
                        .collect(Collectors.toMap(Letter::accountId, Printing::requested, (one, other) -> one)));
        return waiting.stream()
                .filter(letter -> Optional.ofNullable(recipients.get(letter.accountId()))
                        .filter(Recipient::enabled)
                        .isPresent())
                .filter(letter -> Optional.ofNullable(standings.get(letter.accountId()))
                        .filter(standing -> reaches(standing, letter.organizationId()))
                        .isPresent())
                .filter(letter ->
                        letter.kind() != LetterKind.ONE_TIME_PASSWORD || withPassword.contains(letter.accountId()))
                .map(Letter::id)
                .collect(Collectors.toSet());
    }

    /**
     * What letters say, for a PDF. Who has made it, tells so with {@link #made}, before anybody gets it.
     *
     * @return those that can be printed, in the order of the ids; others are left out
     */
    public List<PrintableLetter> read(List<String> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> letters.find(id).stream())
                .flatMap(letter -> printable(letter).stream())
                .toList();
    }

    /** A PDF of these letters was made, and is about to be handed out. Told in the logs of their organizations. */
    public void made(List<Letter> read, Actor actor) {
        Set<String> held =
                cascade.hold(read.stream().map(Letter::organizationId).toList()).keySet();
        read.stream()
                // the log of an organization that is gone is gone too
                .filter(letter -> held.contains(letter.organizationId()))
                .forEach(letter -> account(letter).ifPresent(account -> letters.makePdf(account, letter, actor)));
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
        // those of today too: who replaces the account's password holds them, and no other
        Set<String> organizationIds =
                new HashSet<>(memberships.organizationsOf(letter.get().accountId()));
        organizationIds.add(letter.get().organizationId());
        cascade.hold(organizationIds);
        Optional<UserModel> account = account(letter.get());
        if (account.isEmpty()) {
            return false;
        }
        if (letters.printed(account.get(), letter.get(), actor)) {
            if (letter.get().kind() == LetterKind.ONE_TIME_PASSWORD) {
                // not one that came later, and waits for a letter of its own
                OneTimePasswords.of(session, realm).hideSetUntil(account.get(), requested(letter.get()));
            }
            return true;
        }
        return letters.find(id).flatMap(Letter::printedAt).isPresent();
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
        if (letter.printedAt().isPresent()
                || !account.isEnabled()
                || !reaches(access.standing(account.getId()), organization.id())) {
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

    private static boolean reaches(Standing standing, String organizationId) {
        return !Links.isLocked(standing)
                && standing.memberships().stream()
                        .anyMatch(membership -> membership.organizationId().equals(organizationId));
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
