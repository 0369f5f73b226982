package io.github.orgportal.registration;

import io.github.orgportal.organizations.policy.PortalPolicy;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;

/**
 * Leads from page to page, each of which can be left forwards and backwards without losing anything, until what was entered is sent. It never
 * succeeds, so this flow logs nobody in.
 */
final class Registration implements Authenticator {
    /** The page that a form belongs to, and the one that an address names. */
    static final String STEP = "step";

    /** The button that was pressed: one of the words below, or the step to change. */
    static final String GO = "go";

    private static final String BACK = "back";
    private static final String KEEP = "keep";
    private static final String CORRECT = "correct";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<Confirmation> confirmation = Confirmation.of(context);
        if (confirmation.isPresent()) {
            confirmation.get().show();
            return;
        }
        Visit visit = Visit.of(context);
        if (visit.offered().isEmpty()) {
            refuse(context);
            return;
        }
        Draft draft = Draft.of(context.getAuthenticationSession());
        String wished = context.getUriInfo().getQueryParameters().getFirst(STEP);
        visit.show(
                draft.step() == Step.SENT
                        ? draft
                        : visit.lead(
                                draft, Step.of(wished == null ? "" : wished).orElse(draft.step())));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        Optional<Confirmation> confirmation = Confirmation.of(context);
        if (confirmation.isPresent()) {
            confirmation.get().act();
            return;
        }
        Visit visit = Visit.of(context);
        if (visit.offered().isEmpty()) {
            refuse(context);
            return;
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Draft before = Draft.of(context.getAuthenticationSession());
        String go = Optional.ofNullable(form.getFirst(GO)).orElse("");
        if (before.step() == Step.SENT) {
            // the button was pressed twice, or an address turned out to be wrong
            visit.go(go.equals(CORRECT) ? before.again() : before);
            return;
        }
        Step page = Optional.ofNullable(form.getFirst(STEP)).flatMap(Step::of).orElse(before.step());
        Draft draft = before.with(page, form);
        switch (go) {
            case BACK -> visit.go(visit.lead(draft, visit.before(draft, page)));
            case KEEP -> visit.go(visit.lead(draft, page));
            default -> {
                Optional<Step> change = Step.of(go);
                if (change.isPresent()) {
                    visit.go(visit.lead(draft, change.get()));
                } else {
                    forward(visit, draft, page);
                }
            }
        }
    }

    private static void forward(Visit visit, Draft draft, Step page) {
        List<FormMessage> mistakes = visit.mistakes().of(page, draft);
        if (!mistakes.isEmpty()) {
            visit.context().getEvent().clone().error(Errors.INVALID_INPUT);
            visit.go(draft.at(page), mistakes);
        } else if (page != Step.CHECK) {
            visit.go(visit.lead(draft, draft.reviewed() ? Step.CHECK : visit.after(draft, page)));
        } else {
            send(visit, draft);
        }
    }

    private static void send(Visit visit, Draft draft) {
        Optional<Step> wrong = visit.mistakes().first(draft);
        if (wrong.isPresent()) {
            visit.go(draft.at(wrong.get()), visit.mistakes().of(wrong.get(), draft));
            return;
        }
        switch (new Sending(visit.context(), visit.policy())
                .send(draft, draft.role(visit.offered()).orElseThrow())) {
            case SENT -> visit.go(draft.at(Step.SENT));
            case TOO_MANY -> visit.stay(draft.at(Step.CHECK), "portalRegistrationTooMany");
            case NO_MAIL -> visit.stay(draft.at(Step.CHECK), "portalRegistrationNoMail");
        }
    }

    private static void refuse(AuthenticationFlowContext context) {
        context.getEvent().clone().error(Errors.REGISTRATION_DISABLED);
        context.challenge(context.form()
                .setError(Messages.REGISTRATION_NOT_ALLOWED)
                .createErrorPage(Response.Status.BAD_REQUEST));
    }

    /** The rules of a realm with this step. */
    static PortalPolicy policy(RealmModel realm) {
        return PortalPolicy.of(realm)
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
