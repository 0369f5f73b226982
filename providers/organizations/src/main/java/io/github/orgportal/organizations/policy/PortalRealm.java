package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;

/** All that the components of a portal's realm say, consistent as a whole. */
record PortalRealm(PortalPolicy policy, Catalogue catalogue) {
    static final String PROVIDER_TYPE = PortalComponent.class.getName();

    /** Keycloak caches a realm's components as objects and throws them away when the realm changes; so does what is noted there. */
    private static final String NOTE = PortalRealm.class.getName();

    /**
     * What a realm says, for those who live by it.
     *
     * @return nothing if the realm is not a portal's
     * @throws ModelException if its components contradict each other
     */
    static Optional<PortalRealm> of(RealmModel realm) {
        Optional<ComponentModel> keeper = realm.getComponentsStream()
                .filter(component -> PROVIDER_TYPE.equals(component.getProviderType()))
                .filter(ComponentKind.POLICY::isOf)
                .findAny();
        if (keeper.isPresent() && keeper.get().getNote(NOTE) instanceof PortalRealm noted) {
            return Optional.of(noted);
        }
        try {
            Optional<PortalRealm> read = read(realm, component -> true);
            if (read.isPresent() && keeper.isPresent()) {
                keeper.get().setNote(NOTE, read.get());
            }
            return read;
        } catch (InvalidOptionException e) {
            throw new ModelException(inRealm(realm, e), e);
        }
    }

    /**
     * Reads and checks a realm's components.
     *
     * @param counts which of them count
     * @return nothing if there are none
     * @throws InvalidOptionException if one is wrong or they contradict each other; the message names component, key, value and
     *     what is allowed
     */
    static Optional<PortalRealm> read(RealmModel realm, Predicate<ComponentModel> counts)
            throws InvalidOptionException {
        List<ComponentModel> components = realm.getComponentsStream()
                .filter(component -> PROVIDER_TYPE.equals(component.getProviderType()))
                .filter(counts)
                .toList();
        List<PortalComponent> read = new ArrayList<>();
        for (ComponentModel component : components) {
            ComponentKind kind = ComponentKind.of(component)
                    .orElseThrow(() -> new InvalidOptionException("providerId is '%s', allowed is one of %s"
                            .formatted(component.getProviderId(), ComponentKind.providerIds())));
            if (!realm.getId().equals(component.getParentId())) {
                throw new InvalidOptionException("%s: parentId is '%s', allowed is '%s', the realm itself"
                        .formatted(kind.call(component.getName()), component.getParentId(), realm.getId()));
            }
            read.add(kind.read(component));
        }
        if (read.isEmpty()) {
            return Optional.empty();
        }
        List<PortalPolicy> policies = only(PortalPolicy.class, read);
        if (policies.size() != 1) {
            throw new InvalidOptionException("%s: the realm has %d of them, allowed is exactly one"
                    .formatted(ComponentKind.POLICY.providerId(), policies.size()));
        }
        return Optional.of(new PortalRealm(
                policies.get(0),
                Catalogue.of(only(Right.class, read), only(UnitType.class, read), only(MailboxType.class, read))));
    }

    /** An error's message with the realm in front. */
    static String inRealm(RealmModel realm, InvalidOptionException error) {
        return "Realm '%s', %s".formatted(realm.getName(), error.getMessage());
    }

    private static <T> List<T> only(Class<T> type, List<PortalComponent> components) {
        return components.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
