package io.github.orgportal.onetimepassword;

import io.github.orgportal.onetimepassword.OneTimePasswordState.Kind;
import io.github.orgportal.onetimepassword.StoredOneTimePassword.Terms;
import io.github.orgportal.onetimepassword.personal.NewPassword;
import io.github.orgportal.onetimepassword.personal.SlowHash;
import io.github.orgportal.support.SecretBox;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelIllegalStateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.UserStorageUtil;

/**
 * The one-time passwords of a realm, within the transaction of one Keycloak session. Who may set and see them, and that this is
 * logged, is the caller's concern.
 *
 * <p>An account has at most one. It ends when a personal password is chosen, in whatever way; when its time is over; when it is
 * replaced or revoked. Changes of one account wait for each other on the account's row. A change of its credentials that does not
 * pass here (such as a personal password being chosen in the account console) may still come at the same moment; every method that
 * changes then throws {@link ModelIllegalStateException} or
 * {@link org.keycloak.models.ModelDuplicateException} before it returns, which are to be answered with 409.
 */
public final class OneTimePasswords {
    private static final Logger LOG = Logger.getLogger(OneTimePasswords.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SecretBox box;
    private final EntityManager entities;

    private OneTimePasswords(KeycloakSession session, RealmModel realm, SecretBox box) {
        this.session = session;
        this.realm = realm;
        this.box = box;
        this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** Those of a realm. */
    public static OneTimePasswords of(KeycloakSession session, RealmModel realm) {
        OneTimePasswordProvider provider = (OneTimePasswordProvider)
                session.getProvider(CredentialProvider.class, OneTimePasswordProviderFactory.PROVIDER_ID);
        return new OneTimePasswords(session, realm, provider.box());
    }

    /**
     * Replaces every password that the account has, and ends its sessions. A personal one is kept among the former ones if the realm remembers those, so
     * that it is not chosen again.
     *
     * @return the new one, to hand over
     * @throws ModelException if the realm does not have the required action that it needs, or somebody else changed the
     *     account's credentials at the same moment (see above)
     */
    public OneTimePassword set(UserModel user) {
        UserModel locked = lock(user);
        retirePersonalPassword(locked.credentialManager());
        OneTimePassword set = replace(locked);
        NewPassword.endAllSessions(session, realm, locked);
        return set;
    }

    /** Ends every password and all sessions of an account whose next password comes by another way. */
    public void retire(UserModel user) {
        UserModel locked = lock(user);
        retirePersonalPassword(locked.credentialManager());
        remove(locked);
        NewPassword.endAllSessions(session, realm, locked);
    }

    /**
     * Replaces a one-time password, and leaves the personal password valid until the new one has been used. For requests that
     * anybody can make who knows an account's name.
     *
     * @return the new one, to hand over
     * @throws ModelException as {@link #set}
     */
    public OneTimePassword setBesidePersonalPassword(UserModel user) {
        return replace(lock(user));
    }

    /** The one that is valid now, again and again until it is used up or hidden. */
    public Optional<OneTimePassword> show(UserModel user) {
        return show(user, newest(user));
    }

    /** The same, unless it was set after that moment: then it is another one than who asks has in mind. */
    public Optional<OneTimePassword> showSetUntil(UserModel user, Instant moment) {
        return show(user, newest(user).filter(credential -> isSetUntil(credential, moment)));
    }

    /**
     * Those of these accounts of whom {@link #showSetUntil} would show one. One statement, however many.
     *
     * @param moments by the ids of the accounts
     */
    public Set<String> shownSetUntil(Map<String, Instant> moments) {
        Set<String> shown = new HashSet<>();
        stored(moments.keySet())
                .forEach((account, credentials) -> newest(credentials.stream())
                        .filter(credential -> isSetUntil(credential, moments.getOrDefault(account, Instant.EPOCH)))
                        .flatMap(credential -> open(account, credential))
                        .filter(stored -> !stored.isHidden()
                                && stored.terms()
                                                .state(now(), personalPassword(credentials.stream()))
                                                .kind()
                                        == Kind.VALID)
                        .ifPresent(stored -> shown.add(account)));
        return shown;
    }

    /** By the ids of the accounts, and of passwords no more than when they were chosen. */
    private Map<String, List<CredentialModel>> stored(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "select c.user.id, c.id, c.type, c.createdDate, c.credentialData,"
                                + " case when c.type = :own then c.secretData end"
                                + " from CredentialEntity c where c.user.id in (:accounts) and c.type in (:own, :personal)",
                        Object[].class)
                .setParameter("accounts", accounts)
                .setParameter("own", OneTimePasswordProviderFactory.PROVIDER_ID)
                .setParameter("personal", PasswordCredentialModel.TYPE)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0], Collectors.mapping(OneTimePasswords::credential, Collectors.toList())));
    }

    private static CredentialModel credential(Object[] row) {
        CredentialModel credential = new CredentialModel();
        credential.setId((String) row[1]);
        credential.setType((String) row[2]);
        credential.setCreatedDate((Long) row[3]);
        credential.setCredentialData((String) row[4]);
        credential.setSecretData((String) row[5]);
        return credential;
    }

    /**
     * From now on nobody sees the account's one-time password any more, whatever they have; it opens the login as before. For one that was
     * printed: paper is the only place where it stands. One that was set after that moment is another one, and stays as it is.
     *
     * @throws ModelException if somebody else changed the account's credentials at the same moment (see above)
     */
    public void hideSetUntil(UserModel user, Instant moment) {
        UserModel locked = lock(user);
        newest(locked)
                .filter(credential -> isSetUntil(credential, moment))
                .ifPresent(credential -> open(locked, credential)
                        .filter(stored -> !stored.isHidden())
                        .ifPresent(stored -> {
                            stored.hide(SlowHash.of(realm.getPasswordPolicy()))
                                    .sealInto(credential, box, realm.getId(), locked.getId());
                            locked.credentialManager().updateStoredCredential(credential);
                            entities.flush();
                        }));
    }

    private static boolean isSetUntil(CredentialModel credential, Instant moment) {
        return Optional.ofNullable(credential.getCreatedDate())
                .filter(set -> set <= moment.toEpochMilli())
                .isPresent();
    }

    private Optional<OneTimePassword> show(UserModel user, Optional<CredentialModel> found) {
        return found.flatMap(credential -> open(user, credential))
                .filter(stored -> !stored.isHidden() && state(user, stored).kind() == Kind.VALID)
                .map(stored ->
                        new OneTimePassword(stored.value(), stored.terms().end()));
    }

    /** Whether the account has one. */
    public OneTimePasswordState state(UserModel user) {
        return newest(user).map(credential -> state(user, credential)).orElse(OneTimePasswordState.NONE);
    }

    /**
     * Takes the one-time password away, if there is one. A personal password stays.
     *
     * @throws ModelException if somebody else changed the account's credentials at the same moment (see above)
     */
    public void revoke(UserModel user) {
        remove(lock(user));
        entities.flush();
    }

    /** What an entry in the login's password field is to a one-time password. */
    enum Entry {
        /** It is the one. */
        RIGHT,
        /** It was the one. */
        EXPIRED,
        /** It looks like one, and what is stored cannot be read. */
        UNREADABLE,
        /** Something else. */
        OTHER
    }

    /** Holds an entry against the account's one-time password. Changes nothing. */
    Entry check(UserModel user, String entry) {
        Optional<CredentialModel> credential = newest(user);
        if (credential.isEmpty()) {
            return Entry.OTHER;
        }
        if (!PersonalPasswordActionFactory.isEnabled(realm)) {
            LOG.errorf("Realm '%s' takes no one-time passwords: %s", realm.getName(), needed());
            return Entry.OTHER;
        }
        Optional<StoredOneTimePassword> stored = open(user, credential.get());
        if (stored.isEmpty()) {
            return OneTimePasswordRules.of(realm).fits(entry) ? Entry.UNREADABLE : Entry.OTHER;
        }
        Kind kind = state(user, stored.get()).kind();
        // what is used up is worth no slow hash
        if (kind == Kind.NONE || !stored.get().isValueOf(OneTimePasswordRules.typed(entry))) {
            return Entry.OTHER;
        }
        return switch (kind) {
            case VALID -> Entry.RIGHT;
            case EXPIRED -> Entry.EXPIRED;
            case NONE, UNREADABLE -> Entry.OTHER;
        };
    }

    /** Whether this login was begun with one, and so ends in choosing a personal password. */
    public static boolean haveBegun(AuthenticationSessionModel login) {
        return OneTimePasswordLogin.id(login).isPresent();
    }

    /**
     * Removes what is used up: a personal password was chosen in another way than by a login with it. Were that one deleted by hand
     * one day, it would come to life again.
     */
    void forgetUsedUp(UserModel user) {
        if (newest(user)
                .filter(credential -> state(user, credential).kind() == Kind.NONE)
                .isPresent()) {
            remove(user);
        }
    }

    /** The id of the one that is there. */
    Optional<String> id(UserModel user) {
        return newest(user).map(CredentialModel::getId);
    }

    /** Whether a login that was begun with this one may go on. */
    boolean isValid(UserModel user, String id) {
        return newest(user)
                .filter(credential -> credential.getId().equals(id))
                .filter(credential -> state(user, credential).kind() == Kind.VALID)
                .isPresent();
    }

    /**
     * From here to the end of the transaction nobody else sets, takes or uses up the account's one-time password.
     *
     * @return the account as the database has it now; Keycloak's user cache may still have credentials from before the wait
     */
    UserModel lock(UserModel user) {
        entities.createQuery("select u from UserEntity u where u.id = :id", UserEntity.class)
                .setParameter("id", user.getId())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm, user);
        }
        return Optional.ofNullable(session.users().getUserById(realm, user.getId()))
                .orElseThrow(() -> new ModelIllegalStateException("The account is just being deleted"));
    }

    /** The personal password has been chosen. */
    void useUp(UserModel user) {
        remove(user);
    }

    private OneTimePassword replace(UserModel user) {
        if (!PersonalPasswordActionFactory.isEnabled(realm)) {
            throw new ModelException("Realm '%s': %s".formatted(realm.getName(), needed()));
        }
        remove(user);
        OneTimePasswordRules rules = OneTimePasswordRules.of(realm);
        Instant now = now();
        StoredOneTimePassword stored = new StoredOneTimePassword(
                rules.draw(), Terms.of(now.plus(rules.validity()), personalPassword(user.credentialManager())));
        user.credentialManager().createStoredCredential(stored.seal(box, realm.getId(), user.getId(), now));
        entities.flush();
        return new OneTimePassword(stored.value(), stored.terms().end());
    }

    private static String needed() {
        return "the required action '%s' is not there or not enabled"
                .formatted(PersonalPasswordActionFactory.PROVIDER_ID);
    }

    private static void remove(UserModel user) {
        SubjectCredentialManager credentials = user.credentialManager();
        ofType(credentials, OneTimePasswordProviderFactory.PROVIDER_ID)
                .forEach(credential -> credentials.removeStoredCredentialById(credential.getId()));
    }

    /**
     * As Keycloak's PasswordCredentialProvider does when another password is chosen, and never more than it keeps: it fails over
     * a surplus one if there is no current password.
     */
    private void retirePersonalPassword(SubjectCredentialManager credentials) {
        int remembered = realm.getPasswordPolicy().getExpiredPasswords() - 1;
        for (CredentialModel password : ofType(credentials, PasswordCredentialModel.TYPE)) {
            if (remembered > 0) {
                password.setType(PasswordCredentialModel.PASSWORD_HISTORY);
                password.setUserLabel(null);
                credentials.updateStoredCredential(password);
            } else {
                credentials.removeStoredCredentialById(password.getId());
            }
        }
        ofType(credentials, PasswordCredentialModel.PASSWORD_HISTORY).stream()
                .sorted(CredentialModel.comparingByStartDateDesc())
                .skip(Math.max(0, remembered))
                .forEach(surplus -> credentials.removeStoredCredentialById(surplus.getId()));
    }

    private Optional<StoredOneTimePassword> open(UserModel user, CredentialModel credential) {
        return open(user.getId(), credential);
    }

    private Optional<StoredOneTimePassword> open(String userId, CredentialModel credential) {
        Optional<StoredOneTimePassword> stored = StoredOneTimePassword.open(credential, box, realm.getId(), userId);
        if (stored.isEmpty()) {
            LOG.warnf(
                    "The one-time password %s of user %s cannot be read: its key is gone, or the row was altered",
                    credential.getId(), userId);
        }
        return stored;
    }

    private OneTimePasswordState state(UserModel user, CredentialModel credential) {
        return open(user, credential).map(stored -> state(user, stored)).orElse(OneTimePasswordState.UNREADABLE);
    }

    private static OneTimePasswordState state(UserModel user, StoredOneTimePassword stored) {
        return stored.terms().state(now(), personalPassword(user.credentialManager()));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    private static Optional<Long> personalPassword(SubjectCredentialManager credentials) {
        return personalPassword(ofType(credentials, PasswordCredentialModel.TYPE).stream());
    }

    private static Optional<Long> personalPassword(Stream<CredentialModel> credentials) {
        return credentials
                .filter(credential -> PasswordCredentialModel.TYPE.equals(credential.getType()))
                .map(password -> Optional.ofNullable(password.getCreatedDate()).orElse(0L))
                .findFirst();
    }

    private static Optional<CredentialModel> newest(UserModel user) {
        return newest(ofType(user.credentialManager(), OneTimePasswordProviderFactory.PROVIDER_ID).stream());
    }

    /** A federated or imported account might have several. */
    private static Optional<CredentialModel> newest(Stream<CredentialModel> credentials) {
        return credentials
                .filter(credential -> OneTimePasswordProviderFactory.PROVIDER_ID.equals(credential.getType()))
                .min(CredentialModel.comparingByStartDateDesc());
    }

    /** Not by type: Keycloak's JPA store would then answer from what this session read before it waited for the lock. */
    private static List<CredentialModel> ofType(SubjectCredentialManager credentials, String type) {
        return credentials
                .getStoredCredentialsStream()
                .filter(credential -> type.equals(credential.getType()))
                .toList();
    }
}
