package io.github.orgportal.registration;

import io.github.orgportal.letters.Form;
import io.github.orgportal.letters.FormSheet;
import io.github.orgportal.letters.LetterPress;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.application.Application;
import io.github.orgportal.organizations.application.ApplicationStatus;
import io.github.orgportal.organizations.application.Particulars;
import io.github.orgportal.organizations.password.Attempts;
import io.github.orgportal.organizations.policy.PortalPolicy;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.SystemClientUtil;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.LocaleUtil;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;
import org.keycloak.theme.Theme;

/**
 * What stands beside the flow: where the link in the mail leads, and the form. Neither changes anything but the browser's own session.
 *
 * <p>Implements Keycloak's {@link RealmResourceProvider}, under {@code /realms/{realm}/portal-registration}.
 */
public final class RegistrationResource implements RealmResourceProvider {
    /** The path below the realm. */
    static final String ID = "portal-registration";

    private static final String CONFIRM = "confirm";
    private static final String FORM = "form.pdf";
    private static final String KEY = "key";
    private static final String PDF = "application/pdf";
    private static final int FORMS_PER_HOUR = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    /** A press that prints a batch of letters is free again after some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int RETRY_SECONDS = 10;

    private final KeycloakSession session;

    RegistrationResource(KeycloakSession session) {
        this.session = session;
    }

    /** @throws NotFoundException in a realm that is no portal's, which has neither such applications nor such pages */
    @Override
    public Object getResource() {
        if (PortalPolicy.of(session.getContext().getRealm()).isEmpty()) {
            throw new NotFoundException();
        }
        return this;
    }

    /** Where the link with a key leads. */
    static URI confirmation(KeycloakSession session, String key) {
        return address(session, CONFIRM).queryParam(KEY, key).build();
    }

    /** Where the form of a login's application is. */
    static URI form(KeycloakSession session, AuthenticationSessionModel login) {
        return address(session, FORM)
                .queryParam(Constants.CLIENT_ID, login.getClient().getClientId())
                .queryParam(Constants.TAB_ID, login.getTabId())
                .build();
    }

    private static UriBuilder address(KeycloakSession session, String path) {
        return UriBuilder.fromUri(session.getContext().getUri().getBaseUri())
                .path("realms")
                .path(session.getContext().getRealm().getName())
                .path(ID)
                .path(path);
    }

    /** Begins a login with the page that asks to confirm. */
    @GET
    @Path(CONFIRM)
    public Response confirm(@QueryParam(KEY) @Nullable String key) {
        Optional<Application> application = Optional.ofNullable(key)
                .flatMap(given -> new ConfirmationLink(session).applicationId(given))
                .flatMap(id -> PortalOrganizations.of(session).applications().find(id))
                .filter(found -> found.status() == ApplicationStatus.UNCONFIRMED);
        if (application.isEmpty()) {
            // the page's menu of languages leads here again
            LocaleUtil.processLocaleParam(session, session.getContext().getRealm(), null);
            return ended();
        }
        AuthenticationSessionModel login = login();
        login.setClientNote(
                LocaleSelectorProvider.CLIENT_REQUEST_LOCALE, application.get().locale());
        Confirmation.begin(login, application.get().id());
        return Response.seeOther(LoginActionsService.loginActionsBaseUrl(
                                session.getContext().getUri())
                        .path(LoginActionsService.REGISTRATION_PATH)
                        .queryParam(Constants.CLIENT_ID, login.getClient().getClientId())
                        .queryParam(Constants.TAB_ID, login.getTabId())
                        .build(session.getContext().getRealm().getName()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** As Keycloak begins one for a link: a tab of this browser's session, which could go on to the account console. */
    private AuthenticationSessionModel login() {
        RealmModel realm = session.getContext().getRealm();
        AuthenticationSessionManager logins = new AuthenticationSessionManager(session);
        RootAuthenticationSessionModel root = Optional.ofNullable(logins.getCurrentRootAuthenticationSession(realm))
                .orElseGet(() -> logins.createAuthenticationSession(realm, true));
        AuthenticationSessionModel login = root.createAuthenticationSession(SystemClientUtil.getSystemClient(realm));
        URI base = session.getContext().getUri().getBaseUri();
        String console = Urls.accountBase(base).path("/").build(realm.getName()).toString();
        login.setAction(AuthenticationSessionModel.Action.AUTHENTICATE.name());
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setRedirectUri(console);
        login.setClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM, OAuth2Constants.CODE);
        login.setClientNote(OIDCLoginProtocol.REDIRECT_URI_PARAM, console);
        login.setClientNote(OIDCLoginProtocol.ISSUER, Urls.realmIssuer(base, realm.getName()));
        return login;
    }

    /** The form of the application that this browser has confirmed, in one of its tabs. */
    @GET
    @Path(FORM)
    public Response form(
            @QueryParam(Constants.CLIENT_ID) @Nullable String clientId,
            @QueryParam(Constants.TAB_ID) @Nullable String tabId) {
        Optional<Application> found = confirmed(clientId, tabId)
                .flatMap(id -> PortalOrganizations.of(session).applications().find(id))
                // what the operator has made of it is the operator's
                .filter(application -> application.status() == ApplicationStatus.WAITING);
        if (found.isEmpty()) {
            return ended();
        }
        Application application = found.get();
        boolean allowed =
                new Attempts(session).allow("registration-form", application.id(), FORMS_PER_HOUR, Duration.ofHours(1));
        String later = text("portalRegistrationBusy");
        Form form = Form.of(session, sheet(application));
        // laying out takes a while and needs no database
        session.getTransactionManager().commit();
        if (!allowed) {
            return later(TOO_MANY_REQUESTS, later);
        }
        Optional<LetterPress.Turn> free = LetterPress.ofServer().turn(PATIENCE);
        if (free.isEmpty()) {
            return later(Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), later);
        }
        try (LetterPress.Turn turn = free.get()) {
            return Response.ok(turn.print(form), PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"%s.pdf\""
                                    .formatted(application.reference().text()))
                    .build();
        }
    }

    private Optional<String> confirmed(@Nullable String clientId, @Nullable String tabId) {
        RealmModel realm = session.getContext().getRealm();
        if (clientId == null || tabId == null) {
            return Optional.empty();
        }
        ClientModel client = realm.getClientByClientId(clientId);
        return Optional.ofNullable(
                        client == null
                                ? null
                                : new AuthenticationSessionManager(session)
                                        .getCurrentAuthenticationSession(realm, client, tabId))
                .flatMap(Confirmation::confirmed);
    }

    private static FormSheet sheet(Application application) {
        return new FormSheet(
                application.role().text(),
                Locale.forLanguageTag(application.locale()),
                application.reference().text(),
                application.reference().signs(),
                LocalDate.ofInstant(Instant.ofEpochMilli(application.submittedAt()), ZoneOffset.UTC),
                Particulars.sender(application),
                Particulars.of(application).stream()
                        .map(stated -> new FormSheet.Row(stated.name(), stated.values()))
                        .toList());
    }

    private Response ended() {
        URI console = Urls.accountBase(session.getContext().getUri().getBaseUri())
                .build(session.getContext().getRealm().getName());
        return Confirmation.endedPage(
                session.getProvider(LoginFormsProvider.class).setAttribute("loginUrl", console.toString()));
    }

    private String text(String key) {
        try {
            Locale language = session.getContext().resolveLocale(null);
            return session.theme()
                    .getTheme(Theme.Type.LOGIN)
                    .getEnhancedMessages(session.getContext().getRealm(), language)
                    .getProperty(key, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response later(int status, String text) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .entity(text)
                .build();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
