package io.github.orgportal.administration;

import java.util.Locale;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/** The realm's own texts, such as the names of rights, in the caller's language. */
final class Texts {
    private final Map<String, String> own;
    private final Map<String, String> standard;

    Texts(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        Locale locale = session.getContext().resolveLocale(null, Theme.Type.LOGIN);
        this.own = realm.getRealmLocalizationTextsByLocale(locale.toLanguageTag());
        this.standard = realm.getDefaultLocale() == null
                ? Map.of()
                : realm.getRealmLocalizationTextsByLocale(realm.getDefaultLocale());
    }

    /** The text of a key; the id if the realm has none. */
    String of(String key, String id) {
        return own.getOrDefault(key, standard.getOrDefault(key, id));
    }
}
