package io.github.orgportal.login.forgotten;

import io.github.orgportal.login.role.RoleChoice;
import io.github.orgportal.organizations.password.Attempts;
import io.github.orgportal.organizations.policy.PasswordPolicy;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.Network;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
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
    private static final String NAME = "username";
    private static final String AGAIN = "username-again";
    private static final String FORM = "portal-forgotten-password.ftl";
    private static final String NOTICE = "portal-notice.ftl";
    private static final int LONGEST = 255;

    private final ForgottenRequests requests;

    ForgottenPassword(ForgottenRequests requests) {
        this.requests = requests;
    }

    /** What was entered. */
    private record Entry(String name, String again) {
        static final Entry NONE = new Entry("", "");

        static Entry of(MultivaluedMap<String, String> form) {
            return new Entry(field(form, NAME), field(form, AGAIN));
        }

        private static String field(MultivaluedMap<String, String> form, String name) {
            String text = Optional.ofNullable(form.getFirst(name)).orElse("").strip();
            return text.substring(0, Math.min(LONGEST, text.length()));
        }

        Optional<FormMessage> mistake(PasswordPolicy policy) {
            if (name.isEmpty()) {
                return Optional.of(new FormMessage(NAME, "portalForgottenMissing"));
            }
            if (policy.addressTwice() && !name.equalsIgnoreCase(again)) {
                return Optional.of(new FormMessage(AGAIN, "portalForgottenDiffers"));
            }
            return Optional.empty();
        }
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        RoleChoice choice = choice(context);
        context.challenge(choice.isOpen() ? choice.page(context.form()) : asking(context, context.form(), Entry.NONE));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        RoleChoice choice = choice(context);
        if (choice.answer(form) || choice.isOpen()) {
            authenticate(context);
            return;
        }
        Entry entry = Entry.of(form);
        Optional<FormMessage> mistake = entry.mistake(policy(context.getRealm()));
        if (mistake.isPresent()) {
            context.getEvent().clone().error(Errors.INVALID_INPUT);
            context.challenge(asking(context, context.form().addError(mistake.get()), entry));
            return;
        }
        if (isAllowed(context)) {
            requests.take(
                    context.getRealm().getId(),
                    choice.role(),
                    entry.name(),
                    context.getUriInfo().getBaseUri());
        }
        context.challenge(context.form().setAttribute("notice", "forgotten").createForm(NOTICE));
    }

    /** How many accounts somebody can name; who names too many gets the same answer. */
    private static boolean isAllowed(AuthenticationFlowContext context) {
        return new Attempts(context.getSession())
                .allow(
                        "forgotten-network",
                        Network.of(context.getConnection().getRemoteAddr()),
                        policy(context.getRealm()).forgottenPerNetwork(),
                        Duration.ofHours(1));
    }

    private static Response asking(AuthenticationFlowContext context, LoginFormsProvider form, Entry entry) {
        choice(context).show(form);
        return form.setAttribute(
                        "forgotten",
                        Map.of(
                                "twice", policy(context.getRealm()).addressTwice(),
                                "name", entry.name(),
                                "again", entry.again()))
                .createForm(FORM);
    }

    private static RoleChoice choice(AuthenticationFlowContext context) {
        return RoleChoice.of(context.getRealm(), context.getAuthenticationSession());
    }

    private static PasswordPolicy policy(RealmModel realm) {
        return PortalPolicy.of(realm)
                .map(PortalPolicy::passwords)
                .orElseThrow(() -> new IllegalStateException(
                        "Realm '%s' has this step and is no portal's".formatted(realm.getName())));
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
