package io.github.orgportal.login.forgotten;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.password.Attempts;
import io.github.orgportal.organizations.policy.LoginNameKind;
import io.github.orgportal.organizations.policy.PortalPolicy;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/**
 * Asks for role and login name as the portal's rules say, and answers the same for every entry. It never succeeds, so this flow logs
 * nobody in.
 */
final class ForgottenPassword implements Authenticator {
    static final String ROLE = "role";
    static final String NAME = "username";
    static final String AGAIN = "username-again";

    private static final String FORM = "portal-forgotten-password.ftl";
    private static final String NOTICE = "portal-notice.ftl";
    private static final List<Role> ROLES = List.of(Role.ADMINISTRATOR, Role.CLERK, Role.DATA_CENTRE_USER);
    private static final int LONGEST = 255;

    private final ForgottenRequests requests;

    ForgottenPassword(ForgottenRequests requests) {
        this.requests = requests;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<PortalPolicy> policy = PortalPolicy.of(context.getRealm());
        if (policy.isEmpty()) {
            context.failure(AuthenticationFlowError.INTERNAL_ERROR);
            return;
        }
        context.challenge(form(context.form(), policy.get(), new Entry(Optional.empty(), "", "")));
    }

    /** What was entered. */
    private record Entry(Optional<Role> role, String name, String again) {
        static Entry of(MultivaluedMap<String, String> form) {
            return new Entry(Role.of(field(form, ROLE)).filter(ROLES::contains), field(form, NAME), field(form, AGAIN));
        }

        private static String field(MultivaluedMap<String, String> form, String name) {
            String text = Optional.ofNullable(form.getFirst(name)).orElse("").strip();
            return text.substring(0, Math.min(LONGEST, text.length()));
        }

        Optional<FormMessage> mistake(PortalPolicy policy) {
            if (policy.login().roleChoice() && role.isEmpty()) {
                return Optional.of(new FormMessage(ROLE, "portalForgottenRoleMissing"));
            }
            if (name.isEmpty()) {
                return Optional.of(new FormMessage(NAME, "portalForgottenNameMissing"));
            }
            if (policy.passwords().addressTwice() && !name.equalsIgnoreCase(again)) {
                return Optional.of(new FormMessage(AGAIN, "portalForgottenNamesDiffer"));
            }
            return Optional.empty();
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        RealmModel realm = context.getRealm();
        PortalPolicy policy = PortalPolicy.of(realm).orElseThrow();
        Entry entry = Entry.of(context.getHttpRequest().getDecodedFormParameters());
        Optional<FormMessage> mistake = entry.mistake(policy);
        if (mistake.isPresent()) {
            context.getEvent().clone().error(Errors.INVALID_INPUT);
            context.challenge(form(context.form().addError(mistake.get()), policy, entry));
            return;
        }
        String network = Network.of(context.getConnection().getRemoteAddr());
        if (new Attempts(context.getSession())
                .allow("forgotten-network", network, policy.passwords().forgottenPerNetwork(), Duration.ofHours(1))) {
            requests.take(
                    realm.getId(),
                    entry.role(),
                    entry.name(),
                    context.getUriInfo().getBaseUri());
        }
        context.challenge(context.form().setAttribute("notice", "forgotten").createForm(NOTICE));
    }

    private static Response form(LoginFormsProvider form, PortalPolicy policy, Entry entry) {
        return form.setAttribute(
                        "forgotten",
                        Map.of(
                                "roles",
                                policy.login().roleChoice()
                                        ? ROLES.stream().map(Role::text).toList()
                                        : List.of(),
                                "role",
                                entry.role().map(Role::text).orElse(""),
                                "byAddress",
                                policy.login().kinds().equals(Set.of(LoginNameKind.E_MAIL)),
                                "twice",
                                policy.passwords().addressTwice(),
                                "name",
                                entry.name(),
                                "again",
                                entry.again()))
                .createForm(FORM);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // asks for nothing that could be set up
    }

    @Override
    public void close() {
        // holds nothing
    }
}
