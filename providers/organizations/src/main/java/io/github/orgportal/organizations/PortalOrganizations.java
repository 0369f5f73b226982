package io.github.orgportal.organizations;

import io.github.orgportal.organizations.access.Access;
import io.github.orgportal.organizations.account.AccountDirectory;
import io.github.orgportal.organizations.account.Accounts;
import io.github.orgportal.organizations.activation.ActivationRequests;
import io.github.orgportal.organizations.admission.Admissions;
import io.github.orgportal.organizations.application.Applications;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.ChangeHistory;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.grant.Ceiling;
import io.github.orgportal.organizations.grant.Grants;
import io.github.orgportal.organizations.letter.Letters;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.lock.Locks;
import io.github.orgportal.organizations.loginname.LoginNames;
import io.github.orgportal.organizations.mailbox.Mailboxes;
import io.github.orgportal.organizations.membership.Memberships;
import io.github.orgportal.organizations.password.Links;
import io.github.orgportal.organizations.password.Passwords;
import io.github.orgportal.organizations.printing.Printing;
import io.github.orgportal.organizations.profile.Organizations;
import io.github.orgportal.organizations.shadow.Shadow;
import io.github.orgportal.organizations.shadow.ShadowCaster;
import io.github.orgportal.support.SecretBox;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/**
 * The services of the domain, for one Keycloak session and the realm in its context:
 * {@code session.getProvider(PortalOrganizations.class)}. All of them work in the session's transaction.
 */
public final class PortalOrganizations implements Provider {
    private final KeycloakSession session;
    private final ChangeLog changes;
    private final Shadow shadow;
    private final Cascade cascade;
    private final LoginNames loginNames;

    PortalOrganizations(KeycloakSession session, SecretBox box, ShadowCaster caster) {
        this.session = session;
        this.changes = new ChangeLog(session, box);
        this.shadow = new Shadow(session, caster);
        this.cascade = new Cascade(session, changes, shadow);
        this.loginNames = new LoginNames(session, cascade, changes);
    }

    /** Those of a session. */
    public static PortalOrganizations of(KeycloakSession session) {
        return session.getProvider(PortalOrganizations.class);
    }

    /** Whether accounts may act. */
    public Access access() {
        return new Access(session);
    }

    /** Writes the log. */
    public ChangeLog changes() {
        return changes;
    }

    /** Reads the log. */
    public ChangeHistory history() {
        return new ChangeHistory(session);
    }

    /** Organizations, units, restrictions. */
    public Organizations organizations() {
        return new Organizations(session, cascade, changes);
    }

    /** Who belongs where. */
    public Memberships memberships() {
        return new Memberships(session, cascade, changes, shadow, loginNames);
    }

    /** Who has which rights. */
    public Grants grants() {
        return new Grants(session, organizations(), cascade, changes);
    }

    /**
     * What an administrator holds of an organization, as the database has it now; nothing, if it is none any more. One statement; three if it
     * is bound.
     */
    public Ceiling ceiling(String accountId, String organizationId) {
        return memberships()
                .held(accountId, organizationId)
                .map(held -> held.bound() ? bounds(held.membershipId()) : Ceiling.NONE)
                .orElse(Ceiling.NOTHING_HELD);
    }

    private Ceiling bounds(String membershipId) {
        return new Ceiling(
                Optional.of(membershipId),
                grants().of(membershipId),
                Set.copyOf(mailboxes().ofMember(membershipId)));
    }

    /** Group mailboxes. */
    public Mailboxes mailboxes() {
        return new Mailboxes(session, cascade, changes);
    }

    /** The accounts of people. */
    public Accounts accounts() {
        return new Accounts(session, cascade, changes, memberships(), loginNames);
    }

    /** What people log in with. */
    public LoginNames loginNames() {
        return loginNames;
    }

    /** Reads the accounts of organizations. */
    public AccountDirectory directory() {
        return new AccountDirectory(session);
    }

    /** Who is locked. */
    public Locks locks() {
        return new Locks(session, cascade, changes, shadow);
    }

    /** What wrong passwords lead to. */
    public WrongPasswords wrongPasswords() {
        return new WrongPasswords(session);
    }

    /** First and replacement passwords. */
    public Passwords passwords() {
        return new Passwords(session, cascade, changes, memberships(), letters(), links());
    }

    /** The links in mails about passwords. */
    public Links links() {
        return new Links(session, locks());
    }

    /** Letters that wait to be printed. */
    public Letters letters() {
        return new Letters(session, cascade, changes);
    }

    /** How people come to organizations. */
    public Admissions admissions() {
        return new Admissions(
                session,
                new Admissions.Parts(
                        organizations(),
                        directory(),
                        accounts(),
                        loginNames,
                        memberships(),
                        grants(),
                        locks(),
                        passwords()));
    }

    /** What people apply for. */
    public Applications applications() {
        return new Applications(session, cascade, changes, organizations(), accounts(), admissions());
    }

    /** Rights that people wait for, which the operator alone can make work. */
    public ActivationRequests activationRequests() {
        return new ActivationRequests(session, cascade, changes);
    }

    /** What the letters say, and what becomes of them. */
    public Printing printing() {
        return new Printing(session, cascade, memberships(), organizations(), letters());
    }

    /**
     * Waits until nobody else changes an organization; until the transaction ends, nobody else does. Call it before reading what is to be
     * changed.
     *
     * @throws io.github.orgportal.organizations.lock.LockedActorException if the administrator who asks was locked in the meantime
     */
    public void hold(String organizationId, Actor actor) {
        hold(organizationId, List.of(), actor);
    }

    /**
     * As {@link #hold(String, Actor)}, with all the other organizations of an account of that one. What happens to the account is told in
     * the logs of all of them: who held one, and the others only then, could wait crosswise for somebody who began with another one.
     */
    public void hold(String organizationId, String accountId, Actor actor) {
        hold(organizationId, memberships().organizationsOf(accountId), actor);
    }

    private void hold(String organizationId, Collection<String> others, Actor actor) {
        Set<String> all = new HashSet<>(others);
        all.add(organizationId);
        Set<String> held = new HashSet<>(cascade.hold(all).keySet());
        held.retainAll(Set.of(organizationId));
        cascade.require(actor, held);
    }

    /** The organizations among these whose only active administrator the account is. */
    public List<String> ledAlone(String accountId, Collection<String> organizationIds) {
        return cascade.endangered(accountId, organizationIds);
    }

    Cascade cascade() {
        return cascade;
    }

    Shadow shadow() {
        return shadow;
    }

    @Override
    public void close() {
        // what it holds ends with the transaction
    }
}
