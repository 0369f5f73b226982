package io.github.orgportal.organizations.printing;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Reads the people of many letters at once; Keycloak's user model reads them one by one. */
final class Recipients {
    private static final String STREET = "street";
    private static final String CITY = "city";

    private final EntityManager em;

    Recipients(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** By the ids of the accounts; those that are gone are missing. Two statements. */
    Map<String, Recipient> of(Collection<String> accountIds) {
        if (accountIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, String>> addresses = addresses(accountIds);
        Map<String, Recipient> recipients = new HashMap<>();
        em.createQuery(
                        "select u.id, u.enabled, u.firstName, u.lastName from UserEntity u where u.id in (:accounts)",
                        Object[].class)
                .setParameter("accounts", accountIds)
                .getResultStream()
                .forEach(row -> {
                    Map<String, String> address = addresses.getOrDefault((String) row[0], Map.of());
                    recipients.put(
                            (String) row[0],
                            new Recipient(
                                    (String) row[0],
                                    (Boolean) row[1],
                                    text(row[2]),
                                    text(row[3]),
                                    address.getOrDefault(STREET, ""),
                                    address.getOrDefault(CITY, "")));
                });
        return recipients;
    }

    private Map<String, Map<String, String>> addresses(Collection<String> accountIds) {
        Map<String, Map<String, String>> addresses = new HashMap<>();
        em.createQuery(
                        "select a.user.id, a.name, a.value from UserAttributeEntity a"
                                + " where a.user.id in (:accounts) and a.name in (:names)",
                        Object[].class)
                .setParameter("accounts", accountIds)
                .setParameter("names", List.of(STREET, CITY))
                .getResultStream()
                .forEach(row -> addresses
                        .computeIfAbsent((String) row[0], key -> new HashMap<>())
                        .put((String) row[1], text(row[2])));
        return addresses;
    }

    private static String text(Object value) {
        return Objects.requireNonNullElse((String) value, "");
    }
}
