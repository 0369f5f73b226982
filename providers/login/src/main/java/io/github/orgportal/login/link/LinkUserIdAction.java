package io.github.orgportal.login.link;

import io.github.orgportal.organizations.password.Facts;
import io.github.orgportal.organizations.password.LinkPurpose;
import io.github.orgportal.organizations.password.UserIdAnswer;
import io.github.orgportal.organizations.policy.PasswordActions;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The page behind a link to the user id: it asks for four facts, and tells the id to whom they are known. */
public final class LinkUserIdAction implements RequiredActionProvider, RequiredActionFactory {
    /** The id and the alias. */
    public static final String PROVIDER_ID = PasswordActions.LINK_USER_ID;

    private static final String FORM = "portal-user-id.ftl";
    private static final String TOLD = "portal-user-id-told.ftl";
    private static final String FIRST_NAME = "firstName";
    private static final String LAST_NAME = "lastName";
    private static final String BIRTH_DATE = "birthDate";
    private static final String MEMBER_NUMBER = "memberNumber";
    /** More than any fact has; a longer entry is not looked at to its end. */
    private static final int LONGEST = 255;

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // only a link leads here
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        LinkVisit visit = new LinkVisit(context, LinkPurpose.USER_ID);
        if (visit.isUsable()) {
            context.challenge(asking(context.form(), new Facts("", "", "", "")).createForm(FORM));
        } else {
            visit.refuse();
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        LinkVisit visit = new LinkVisit(context, LinkPurpose.USER_ID);
        Facts entered = entered(context.getHttpRequest().getDecodedFormParameters());
        UserIdAnswer answer = visit.portal().passwords().fetchUserId(visit.account(), visit.linkId(), entered);
        switch (answer.outcome()) {
            case TOLD -> {
                context.getEvent().clone().user(visit.account()).success();
                visit.endWith(visit.form()
                        .setAttribute("userId", answer.userId().orElseThrow())
                        .createForm(TOLD));
            }
            case WRONG -> askAgain(context, entered, Errors.INVALID_USER_CREDENTIALS, "portalUserIdWrong");
            case PAUSED -> askAgain(context, entered, Errors.USER_TEMPORARILY_DISABLED, "portalUserIdPaused");
            case ENDED -> visit.refuse();
        }
    }

    private static void askAgain(RequiredActionContext context, Facts entered, String error, String message) {
        context.getEvent().clone().user(context.getUser()).error(error);
        context.challenge(asking(context.form().setError(message), entered).createForm(FORM));
    }

    private static LoginFormsProvider asking(LoginFormsProvider form, Facts entered) {
        return form.setAttribute(
                "entered",
                Map.of(
                        FIRST_NAME, entered.firstName(),
                        LAST_NAME, entered.lastName(),
                        BIRTH_DATE, entered.birthDate(),
                        MEMBER_NUMBER, entered.memberNumber()));
    }

    private static Facts entered(MultivaluedMap<String, String> form) {
        return new Facts(
                field(form, FIRST_NAME), field(form, LAST_NAME), field(form, BIRTH_DATE), field(form, MEMBER_NUMBER));
    }

    private static String field(MultivaluedMap<String, String> form, String name) {
        String text = Optional.ofNullable(form.getFirst(name)).orElse("");
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayText() {
        return "User id by link";
    }
}
