package io.github.orgportal.onetimepassword.personal;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;

/**
 * What a realm asks of a password, for the page where one is chosen. The page tells the rules and checks what a browser can; the
 * server's policies have the last word.
 */
public final class PasswordRules {
    private static final String ATTRIBUTE = "passwordRules";

    /** Keycloak's policies and ours that a person can be told about, in the order of the page. */
    private static final List<String> TOLD = List.of(
            "length",
            "maxLength",
            LetterPolicyFactory.ID,
            "upperCase",
            "lowerCase",
            "digits",
            "specialChars",
            "notUsername",
            "notContainsUsername",
            "notEmail",
            "passwordHistory",
            NeverUsedPolicyFactory.ID,
            "passwordBlacklist");

    private PasswordRules() {}

    /** Puts the rules on a page, as {@code passwordRules}: a list of {@code id}, and {@code value} where the rule has a number. */
    public static void tell(LoginFormsProvider page, RealmModel realm) {
        page.setAttribute(ATTRIBUTE, of(realm.getPasswordPolicy()));
    }

    static List<Map<String, Object>> of(PasswordPolicy policy) {
        return TOLD.stream()
                .filter(policy.getPolicies()::contains)
                .map(id -> rule(id, policy.getPolicyConfig(id)))
                .toList();
    }

    private static Map<String, Object> rule(String id, Object config) {
        return Stream.of(config)
                .filter(Integer.class::isInstance)
                .findAny()
                .map(value -> Map.of("id", (Object) id, "value", value))
                .orElse(Map.of("id", id));
    }
}
