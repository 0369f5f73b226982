package io.github.orgportal.organizations.password;

import io.github.orgportal.onetimepassword.OneTimePassword;
import io.github.orgportal.onetimepassword.OneTimePasswordState;
import io.github.orgportal.onetimepassword.OneTimePasswords;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Accounts;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.letter.LetterKind;
import io.github.orgportal.organizations.letter.Letters;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.lock.LockedActorException;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.membership.Memberships;
import io.github.orgportal.organizations.password.Look.Outcome;
import io.github.orgportal.organizations.policy.PasswordPolicy;
import io.github.orgportal.organizations.policy.PasswordWay;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * First and replacement passwords, by the way that the portal's rules name for the account's role; an account with several roles goes
 * the way that fewer people can see. All of it is told in the logs of the account's organizations, never a secret; mails leave when the
 * transaction is committed.
 *
 * <p>Who may do what with whom is not asked here, except that an administrator who acts must be an active one of an organization of
 * the account.
 */
public final class Passwords {
    /** Who acts when anybody says that a password was forgotten. */
    public static final Actor FORGOTTEN = Actor.system("forgotten-password");

    private static final Logger LOG = Logger.getLogger(Passwords.class);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TRIES_PER_LINK = 5;
    /** In all; the operator can send another link. */
    private static final int WRONG_PER_LINK = 15;

    /** Nobody should be sent to the administrator for a one-time password that is about to end. */
    private static final Duration WORTH_KEEPING = Duration.ofDays(1);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Cascade cascade;
    private final ChangeLog changes;
    private final Memberships memberships;
    private final Letters letters;
    private final Links links;
    private final Attempts attempts;

    /** Works in the transaction of this session, for the realm in its context. */
    public Passwords(
            KeycloakSession session,
            Cascade cascade,
            ChangeLog changes,
            Memberships memberships,
            Letters letters,
            Links links) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.cascade = cascade;
        this.changes = changes;
        this.memberships = memberships;
        this.letters = letters;
        this.links = links;
        this.attempts = new Attempts(session);
    }

    /** How an account stands. */
    public PasswordState state(UserModel account) {
        PasswordWay way = way(account);
        boolean personal = hasPersonalPassword(account);
        return new PasswordState(
                way,
                personal,
                oneTimePasswords().state(account),
                way == PasswordWay.LINK && (!personal || policy().linkForActive()) && !links.isLocked(account),
                way == PasswordWay.HANDED_OVER);
    }

    /**
     * Opens the way to a first password for an account that has just been made and belongs to the organization: a one-time password, a
     * letter or a link, and the mail that says so.
     *
     * @throws LockedActorException if the administrator who asks was locked in the meantime
     * @throws UnsentMailException if the account's address cannot be sent to
     */
    public void issueFirst(UserModel account, String organizationId, Actor actor) {
        Collection<String> held = hold(account, actor);
        switch (way(account)) {
            case HANDED_OVER -> {
                tellSet(held, account, oneTimePasswords().set(account), actor);
                mail(account).send(PasswordMail.Kind.CREATED_HANDED_OVER);
            }
            case LETTER -> {
                tellSet(held, account, oneTimePasswords().set(account), actor);
                letters.request(account, organizationId, LetterKind.ONE_TIME_PASSWORD, actor);
                if (policy().loginNameByLetter()) {
                    letters.request(account, organizationId, LetterKind.ACCESS_ID, actor);
                }
                mail(account).send(PasswordMail.Kind.CREATED_LETTER);
            }
            case LINK -> sendPasswordLink(held, account, PasswordMail.Kind.CREATED_LINK, base(), actor);
        }
    }

    /**
     * Sets a new one-time password, which voids whatever password was there before; where it goes by letter, the letter is asked for.
     * No mail.
     *
     * @throws ModelValidationException if the way to the account is a link
     * @throws LockedActorException as for {@link #issueFirst}
     */
    public void replace(UserModel account, Actor actor) {
        Collection<String> held = hold(account, actor);
        PasswordWay way = way(account);
        if (way == PasswordWay.LINK) {
            throw new ModelValidationException("Accounts of this role get links and no one-time passwords");
        }
        tellSet(held, account, oneTimePasswords().set(account), actor);
        if (way == PasswordWay.LETTER) {
            letters.request(account, organization(account), LetterKind.ONE_TIME_PASSWORD, actor);
        }
    }

    /** Whether the account has a one-time password that an administrator can see, or has seen. */
    public boolean isHandedOver(UserModel account) {
        return way(account) == PasswordWay.HANDED_OVER
                && oneTimePasswords().state(account).kind() != OneTimePasswordState.Kind.NONE;
    }

    /**
     * Ends a one-time password that others know. Who has no personal one gets another way to it.
     *
     * @throws LockedActorException as for {@link #issueFirst}
     * @throws UnsentMailException as there
     */
    public void renew(UserModel account, String organizationId, Actor actor) {
        if (hasPersonalPassword(account)) {
            oneTimePasswords().revoke(account);
        } else {
            oneTimePasswords().retire(account);
            issueFirst(account, organizationId, actor);
        }
    }

    /** Whether the operator can send the account a link to choose a password now. */
    public boolean offersLink(UserModel account) {
        return way(account) == PasswordWay.LINK && !links.isLocked(account);
    }

    /** Whether the account can be sent a link to its user id now. */
    public boolean offersUserIdLink(UserModel account) {
        return policy().userIdByLink()
                && isAdministrator(account)
                && birthDate(account).isPresent()
                && !links.isLocked(account);
    }

    /** What the portal's rules want when an account was unlocked: a new one-time password, or nothing. */
    public void afterUnlock(UserModel account, Actor actor) {
        if (policy().newAfterUnlock() && way(account) != PasswordWay.LINK) {
            replace(account, actor);
        }
    }

    /**
     * Sends a link to choose a password; an earlier one ends.
     *
     * @throws ModelValidationException if the way to the account is another one, the account is locked, or it has a password and the
     *     portal gives links only to those who have none; the operator may do that always
     * @throws LockedActorException as for {@link #issueFirst}
     * @throws UnsentMailException as there
     */
    public void sendLink(UserModel account, Actor actor) {
        Collection<String> held = hold(account, actor);
        if (way(account) != PasswordWay.LINK) {
            throw new ModelValidationException("Accounts of this role get one-time passwords and no links");
        }
        boolean pending = !hasPersonalPassword(account);
        if (!pending && !policy().linkForActive() && actor.kind() == Actor.Kind.ADMINISTRATOR) {
            throw new ModelValidationException("The account has a password already");
        }
        refuseLocked(account);
        sendPasswordLink(
                held,
                account,
                pending ? PasswordMail.Kind.CREATED_LINK : PasswordMail.Kind.FORGOTTEN_LINK,
                base(),
                actor);
    }

    /**
     * Sends a link to fetch the user id; an earlier one ends.
     *
     * @throws ModelValidationException if the portal has no such links, the account is no administrator's or locked, or its birth date is
     *     not known, without which nobody could use the link
     * @throws LockedActorException as for {@link #issueFirst}
     * @throws UnsentMailException as there
     */
    public void sendUserIdLink(UserModel account, Actor actor) {
        Collection<String> held = hold(account, actor);
        if (!policy().userIdByLink() || !isAdministrator(account)) {
            throw new ModelValidationException("Accounts of this role get no link to their user id");
        }
        if (birthDate(account).isEmpty()) {
            throw new ModelValidationException("The account has no birth date, which the link asks for");
        }
        refuseLocked(account);
        sendUserIdLink(held, account, actor);
    }

    /**
     * Anybody says that this account's password was forgotten. Does what the portal's rules want, and nothing for a locked account or
     * one that was named too often. The personal password stays valid until another one was chosen; a one-time password that somebody is
     * about to hand over stays too, because a stranger must not void it.
     *
     * @param base of the server, as people reach it: this is done after the request
     */
    public void forgotten(UserModel account, URI base) {
        List<Member> places = memberships.of(account.getId());
        if (places.isEmpty() || !account.isEnabled()) {
            LOG.debugf("Account %s is disabled or belongs nowhere: its password stays forgotten", account.getId());
            return;
        }
        Collection<String> held = hold(account, FORGOTTEN);
        if (links.isLocked(account)
                || !attempts.allow("forgotten-account", account.getId(), policy().forgottenPerAccount(), HOUR)) {
            LOG.debugf("Account %s is locked or was named too often: its password stays forgotten", account.getId());
            return;
        }
        tell(held, account, Action.PASSWORD_FORGOTTEN, Map.of("way", way(account)), FORGOTTEN);
        switch (way(account)) {
            case HANDED_OVER -> {
                if (!isWorthKeeping(oneTimePasswords().state(account))) {
                    tellSet(held, account, oneTimePasswords().setBesidePersonalPassword(account), FORGOTTEN);
                }
                mail(account).send(PasswordMail.Kind.FORGOTTEN_HANDED_OVER);
            }
            case LETTER -> {
                if (!isLetterOnItsWay(account)) {
                    tellSet(held, account, oneTimePasswords().setBesidePersonalPassword(account), FORGOTTEN);
                    letters.request(account, organization(account), LetterKind.ONE_TIME_PASSWORD, FORGOTTEN);
                }
                mail(account).send(PasswordMail.Kind.FORGOTTEN_LETTER);
            }
            case LINK ->
                sendPasswordLink(
                        held,
                        account,
                        hasPersonalPassword(account)
                                ? PasswordMail.Kind.FORGOTTEN_LINK
                                : PasswordMail.Kind.CREATED_LINK,
                        base,
                        FORGOTTEN);
        }
    }

    /**
     * Shows the one-time password to an administrator, who hands it over. Every look is told in the log, and so is every one that is
     * refused: to the operator's staff, to administrators who are not active ones of an organization of the account, and to everybody
     * where it goes by letter.
     */
    public Look show(UserModel account, Actor actor) {
        Collection<String> held = cascade.hold(memberships.of(account.getId()).stream()
                        .map(Member::organizationId)
                        .toList())
                .keySet();
        Look look = maySee(account, actor, held) ? Look.of(oneTimePasswords().show(account)) : Look.refused();
        if (look.outcome() != Outcome.NONE) {
            tell(
                    held,
                    account,
                    look.outcome() == Outcome.SHOWN ? Action.ONE_TIME_PASSWORD_SHOWN : Action.ONE_TIME_PASSWORD_REFUSED,
                    Map.of(),
                    actor);
        }
        return look;
    }

    private boolean maySee(UserModel account, Actor actor, Collection<String> held) {
        if (actor.kind() != Actor.Kind.ADMINISTRATOR || way(account) != PasswordWay.HANDED_OVER) {
            return false;
        }
        try {
            cascade.require(actor, held);
            return true;
        } catch (LockedActorException e) {
            return false;
        }
    }

    /**
     * Somebody has chosen a password by link, which is stored. If it is the first one of an administrator who fetches the user id
     * with a link of its own, that is sent now.
     *
     * @param first the account had none before
     */
    public void chosenByLink(UserModel account, boolean first) {
        Collection<String> held = hold(account, Actor.self(account));
        tell(held, account, Action.PASSWORD_CHOSEN, Map.of(), Actor.self(account));
        if (first && policy().userIdByLink() && isAdministrator(account)) {
            if (birthDate(account).isPresent()) {
                sendUserIdLink(held, account, Actor.system("user-id-link"));
            } else {
                LOG.warnf("Account %s has no birth date and so gets no link to its user id", account.getId());
            }
        }
    }

    /**
     * Tells the user id to somebody who knows four facts about the account. Every answer counts, and the transaction has to be
     * committed.
     *
     * @param linkId of the link that led here
     */
    public UserIdAnswer fetchUserId(UserModel account, String linkId, Facts entered) {
        Map<String, String> held = holdAll(account);
        if (!links.isUsable(account, LinkPurpose.USER_ID, linkId)) {
            return UserIdAnswer.of(UserIdAnswer.Outcome.ENDED);
        }
        if (!attempts.allow("user-id-link", linkId, TRIES_PER_LINK, HOUR)) {
            return UserIdAnswer.of(UserIdAnswer.Outcome.PAUSED);
        }
        boolean right = false;
        for (String memberNumber : held.values()) {
            right |= entered.match(new Facts(
                    Objects.requireNonNullElse(account.getFirstName(), ""),
                    Objects.requireNonNullElse(account.getLastName(), ""),
                    birthDate(account).orElse(""),
                    memberNumber));
        }
        if (!right) {
            // a link lives for days, and five tries an hour would be hundreds
            if (!attempts.allow("user-id-link-wrong", linkId, WRONG_PER_LINK - 1, Attempts.KEPT)) {
                links.end(account, LinkPurpose.USER_ID);
            }
            return UserIdAnswer.of(UserIdAnswer.Outcome.WRONG);
        }
        if (!links.use(account, LinkPurpose.USER_ID, linkId)) {
            return UserIdAnswer.of(UserIdAnswer.Outcome.ENDED);
        }
        tell(held.keySet(), account, Action.USER_ID_FETCHED, Map.of(), Actor.self(account));
        return new UserIdAnswer(UserIdAnswer.Outcome.TOLD, Optional.of(account.getUsername()));
    }

    private void sendPasswordLink(
            Collection<String> held, UserModel account, PasswordMail.Kind kind, URI base, Actor actor) {
        Duration lifespan = policy().passwordLinkLifespan();
        mail(account).send(kind, links.create(account, LinkPurpose.PASSWORD, lifespan, base), lifespan);
        tell(held, account, Action.PASSWORD_LINK_SENT, Map.of("validUntil", in(lifespan)), actor);
    }

    private void sendUserIdLink(Collection<String> held, UserModel account, Actor actor) {
        Duration lifespan = policy().userIdLinkLifespan();
        mail(account)
                .send(
                        PasswordMail.Kind.USER_ID_LINK,
                        links.create(account, LinkPurpose.USER_ID, lifespan, base()),
                        lifespan);
        tell(held, account, Action.USER_ID_LINK_SENT, Map.of("validUntil", in(lifespan)), actor);
    }

    private static String in(Duration lifespan) {
        return Instant.ofEpochSecond(Time.currentTimeSeconds()).plus(lifespan).toString();
    }

    private void refuseLocked(UserModel account) {
        if (links.isLocked(account)) {
            throw new ModelValidationException("The account is locked");
        }
    }

    private static boolean isWorthKeeping(OneTimePasswordState state) {
        return state.kind() == OneTimePasswordState.Kind.VALID
                && state.validUntil()
                        .filter(end -> end.toEpochMilli() > Time.currentTimeMillis() + WORTH_KEEPING.toMillis())
                        .isPresent();
    }

    /** A letter that waits, or was asked for in the last days, with a one-time password that is valid still. */
    private boolean isLetterOnItsWay(UserModel account) {
        Optional<Letter> last = letters.last(account, LetterKind.ONE_TIME_PASSWORD);
        long pause = policy().letterPause().toMillis();
        return oneTimePasswords().state(account).kind() == OneTimePasswordState.Kind.VALID
                && last.filter(letter ->
                                letter.printedAt().isEmpty() || letter.requestedAt() > Time.currentTimeMillis() - pause)
                        .isPresent();
    }

    /**
     * The way that fewer people can see, if the account has several roles. One that belongs nowhere is nobody's to hand over, and no
     * administrator hands over one of several organizations: who knew its password would act for the others.
     */
    private PasswordWay way(UserModel account) {
        List<Member> places = memberships.of(account.getId());
        PasswordWay way = places.stream()
                .map(Member::role)
                .map(policy()::way)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> policy().way(Role.ADMINISTRATOR));
        return way == PasswordWay.HANDED_OVER && places.size() > 1 ? PasswordWay.LETTER : way;
    }

    private boolean isAdministrator(UserModel account) {
        return memberships.of(account.getId()).stream()
                .anyMatch(member -> member.role().isAdministrator());
    }

    private String organization(UserModel account) {
        return memberships.of(account.getId()).stream()
                .map(Member::organizationId)
                .findFirst()
                .orElseThrow(() -> new ModelValidationException("The account belongs to no organization"));
    }

    private static boolean hasPersonalPassword(UserModel account) {
        return account.credentialManager()
                .getStoredCredentialsStream()
                .anyMatch(credential -> PasswordCredentialModel.TYPE.equals(credential.getType()));
    }

    private static Optional<String> birthDate(UserModel account) {
        return Optional.ofNullable(account.getFirstAttribute(Accounts.BIRTH_DATE))
                .filter(date -> !date.isBlank());
    }

    private PasswordPolicy policy() {
        return PortalPolicy.of(realm)
                .map(PortalPolicy::passwords)
                .orElseThrow(() -> new ModelValidationException("The realm is no portal's"));
    }

    private OneTimePasswords oneTimePasswords() {
        return OneTimePasswords.of(session, realm);
    }

    private PasswordMail mail(UserModel account) {
        return new PasswordMail(session, account);
    }

    private URI base() {
        return session.getContext().getUri().getBaseUri();
    }

    /**
     * From here to the end of the transaction nobody else changes the organizations of an account. To be called before a link is held:
     * who sends one holds them in this order.
     */
    public void hold(UserModel account) {
        holdAll(account);
    }

    private Map<String, String> holdAll(UserModel account) {
        return cascade.hold(memberships.of(account.getId()).stream()
                .map(Member::organizationId)
                .toList());
    }

    private Collection<String> hold(UserModel account, Actor actor) {
        Collection<String> held = holdAll(account).keySet();
        cascade.require(actor, held);
        return held;
    }

    private void tellSet(Collection<String> held, UserModel account, OneTimePassword set, Actor actor) {
        tell(
                held,
                account,
                Action.ONE_TIME_PASSWORD_SET,
                Map.of("validUntil", set.validUntil().toString()),
                actor);
    }

    private void tell(Collection<String> held, UserModel account, Action action, Map<String, ?> after, Actor actor) {
        Change change = new Change(actor, action, Subject.account(account), Map.of(), after, "");
        held.forEach(organization -> changes.append(organization, change));
    }
}
