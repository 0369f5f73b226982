package io.github.orgportal.login.role;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.policy.LoginRules;
import io.github.orgportal.organizations.policy.PortalPolicy;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The role that a login is for. It belongs to one tab's login and survives its starting over. An application preselects it by the request
 * parameter {@value #PARAMETER}, as {@link Role#text()} writes it; what is no role is as if it were not there.
 */
public final class RoleChoice {
    /** The field of the page's form, and of the one that leads back to it. */
    public static final String FIELD = "role";

    /** Of the request to the authorization endpoint. */
    static final String PARAMETER = "portal_role";

    private static final String PAGE = "portal-role-choice.ftl";
    private static final String NOTE = "portal.role";
    private static final String PRESELECTED =
            AuthorizationEndpoint.LOGIN_SESSION_NOTE_ADDITIONAL_REQ_PARAMS_PREFIX + PARAMETER;
    private static final List<Role> OFFERED = List.of(Role.ADMINISTRATOR, Role.CLERK, Role.DATA_CENTRE_USER);

    private final AuthenticationSessionModel login;
    private final boolean wanted;

    private RoleChoice(AuthenticationSessionModel login, boolean wanted) {
        this.login = login;
        this.wanted = wanted;
    }

    /** Of a login in a realm. */
    public static RoleChoice of(RealmModel realm, AuthenticationSessionModel login) {
        return new RoleChoice(
                login,
                PortalPolicy.of(realm)
                        .map(PortalPolicy::login)
                        .filter(LoginRules::roleChoice)
                        .isPresent());
    }

    /** Whether the portal wants a choice and there is none yet. */
    public boolean isOpen() {
        return wanted && role().isEmpty();
    }

    /** The role that was chosen or preselected; none where the portal wants no choice. */
    public Optional<Role> role() {
        return Optional.ofNullable(login.getClientNote(NOTE))
                .or(() -> Optional.ofNullable(login.getClientNote(PRESELECTED)))
                .filter(text -> wanted)
                .flatMap(RoleChoice::offered);
    }

    private static Optional<Role> offered(String text) {
        return Role.of(text).filter(OFFERED::contains);
    }

    /**
     * Takes what a form says about the role: one of those offered, or that the choice is open again.
     *
     * @return whether it says anything about it
     */
    public boolean answer(MultivaluedMap<String, String> form) {
        String answer = form.getFirst(FIELD);
        if (!wanted || answer == null) {
            return false;
        }
        login.setClientNote(NOTE, offered(answer).map(Role::text).orElse("open"));
        return true;
    }

    /** The page with the roles. */
    public Response page(LoginFormsProvider form) {
        return form.setAttribute("roles", OFFERED.stream().map(Role::text).toList())
                .createForm(PAGE);
    }

    /** Lets the next page say which role was chosen. */
    public void show(LoginFormsProvider form) {
        role().ifPresent(chosen -> form.setAttribute("chosenRole", chosen.text()));
    }

    /** The password was right: the session that this login begins will be for the role. */
    public void confirm() {
        role().ifPresent(chosen -> login.setUserSessionNote(NOTE, chosen.text()));
    }

    /**
     * The role that the password was right for; none where the portal wants no choice.
     *
     * @param running the session that this login goes on with if it needed no password
     */
    public Optional<Role> confirmed(Supplier<Optional<UserSessionModel>> running) {
        return wanted
                ? Optional.ofNullable(login.getUserSessionNotes().get(NOTE))
                        .or(() -> running.get().map(session -> session.getNote(NOTE)))
                        .flatMap(RoleChoice::offered)
                : Optional.empty();
    }
}
