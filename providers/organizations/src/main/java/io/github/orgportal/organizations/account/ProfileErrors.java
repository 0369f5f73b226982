package io.github.orgportal.organizations.account;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.userprofile.ValidationException;

/** Says what the user profile found wrong as Keycloak's admin API says it. */
record ProfileErrors(KeycloakSession session, RealmModel realm) {
    String text(ValidationException exception) {
        Properties messages = AdminRoot.getMessages(session, realm, Locale.ENGLISH.getLanguage());
        return exception.getErrors().stream()
                .map(error -> "%s: %s"
                        .formatted(
                                Objects.requireNonNullElse(error.getAttribute(), "account"),
                                error.getFormattedMessage((key, parameters) -> new MessageFormat(
                                                pattern(messages.getProperty(key, key)), Locale.ENGLISH)
                                        .format(parameters))))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** The same for programs. */
    static List<PersonProblem> problems(ValidationException exception) {
        return exception.getErrors().stream()
                .map(error -> new PersonProblem(
                        Objects.requireNonNullElse(error.getAttribute(), "account"),
                        error.getMessage(),
                        Arrays.stream(Objects.requireNonNullElse(error.getMessageParameters(), new Object[0]))
                                .map(parameter -> Objects.requireNonNullElse(parameter, ""))
                                .toList()))
                .sorted(Comparator.comparing(PersonProblem::field).thenComparing(PersonProblem::code))
                .toList();
    }

    /** The admin console's texts are not written for Java: {@code {{0}}} instead of {@code {0}}, and apostrophes that stand alone. */
    private static String pattern(String text) {
        return text.replace("{{", "{").replace("}}", "}").replace("''", "'").replace("'", "''");
    }
}
