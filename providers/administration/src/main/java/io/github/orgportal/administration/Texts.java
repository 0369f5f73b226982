package io.github.orgportal.administration;

import io.github.orgportal.organizations.policy.Right;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/** The realm's own texts, such as the names of rights, in the caller's language or the realm's. */
final class Texts {
    private final Map<String, String> own;
    private final Map<String, String> standard;

    Texts(KeycloakSession session) {
        this(session, session.getContext().resolveLocale(null, Theme.Type.LOGIN).toLanguageTag());
    }

    private Texts(KeycloakSession session, String language) {
        RealmModel realm = session.getContext().getRealm();
        this.own = realm.getRealmLocalizationTextsByLocale(language);
        this.standard = realm.getRealmLocalizationTextsByLocale(realmLanguage(session));
    }

    /** Those for somebody of whom no language is known. */
    static Texts ofRealm(KeycloakSession session) {
        return new Texts(session, realmLanguage(session));
    }

    /** Those for an account, whatever browser it is that calls. */
    static Texts of(KeycloakSession session, UserModel account) {
        return new Texts(
                session, session.getContext().resolveLocale(account, true).toLanguageTag());
    }

    /** The language of a realm, as Keycloak has it where nobody has chosen another. */
    static String realmLanguage(KeycloakSession session) {
        return Optional.ofNullable(session.getContext().getRealm().getDefaultLocale())
                .orElse(Locale.ENGLISH.toLanguageTag());
    }

    /** What people call a right; its id if the realm has no name for it. */
    String right(String id) {
        return of(Right.labelKey(id), id);
    }

    /** The text of a key; the id if the realm has none. */
    String of(String key, String id) {
        return own.getOrDefault(key, standard.getOrDefault(key, id));
    }
}
