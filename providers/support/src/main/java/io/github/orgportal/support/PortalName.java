package io.github.orgportal.support;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/** What a portal is called in mails: as the templates say it, for subjects, which are no templates. */
public final class PortalName {
    private static final String KEY = "portalBrandName";

    private PortalName() {}

    /** The realm's localization text, one per language and formatted as on the pages; else the realm's one display name. */
    public static String of(RealmModel realm, Locale locale) {
        String displayName = Optional.ofNullable(realm.getDisplayName()).orElse(realm.getName());
        return Optional.ofNullable(realm.getRealmLocalizationTextsByLocale(locale.toLanguageTag())
                        .get(KEY))
                .map(text -> new MessageFormat(text, locale).format(new Object[] {displayName}))
                .filter(name -> !name.isBlank())
                .orElse(displayName);
    }
}
