package io.github.orgportal.organizations.admission;

import io.github.orgportal.support.PortalName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A mail that tells somebody who has come. It leaves when the transaction is committed; an address that cannot be sent to hinders nothing.
 *
 * @param key of its texts
 * @param name of the person who has come
 * @param organization name of the organization
 */
record Announcement(String key, String name, String organization) {
    private static final Logger LOG = Logger.getLogger(Announcement.class);
    private static final String TEMPLATE = "portal-notice.ftl";

    /** To the administrators of an organization: there is another one. */
    static Announcement ofAdministrator(String name, String organization) {
        return new Announcement("portalNewAdministrator", name, organization);
    }

    /** To the person: the account that there was is good for another organization too. */
    static Announcement ofFurtherOrganization(String name, String organization) {
        return new Announcement("portalFurtherOrganization", name, organization);
    }

    /** In the language of that account. */
    void send(KeycloakSession session, UserModel account) {
        RealmModel realm = session.getContext().getRealm();
        Locale locale = session.getContext().resolveLocale(account, true);
        List<Object> values = List.of(name, organization, PortalName.of(realm, locale));
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("noticeKey", key + "Body");
        attributes.put("noticeValues", values);
        // the operator may speak another language
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(account)
                    .send(key + "Subject", values, TEMPLATE, attributes);
        } catch (EmailException e) {
            LOG.warnf("Account %s could not be told who has come", account.getId());
            LOG.debug("The mail", e);
        }
    }

    /** Not the person. */
    @Override
    public String toString() {
        return key;
    }
}
