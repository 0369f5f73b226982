package io.github.orgportal.onetimepassword.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;

class FormerPasswordsTest {
    private final PasswordPolicy policy = PasswordPolicy.empty();

    @Test
    @DisplayName("O-5 remembers what was chosen, as a fingerprint of the account's own")
    void remembers() {
        Stored mine = new Stored();
        Stored others = new Stored();
        for (Stored account : List.of(mine, others)) {
            FormerPasswords none = FormerPasswords.of(account.user(), policy);
            assertEquals(0, none.count());
            none.remember(account.user(), none.fingerprint("Einmal-und-nie-wieder-1"));
        }

        FormerPasswords former = FormerPasswords.of(mine.user(), policy);
        assertTrue(former.has(former.fingerprint("Einmal-und-nie-wieder-1")));
        assertFalse(former.has(former.fingerprint("Einmal-und-nie-wieder-2")));
        former.remember(mine.user(), former.fingerprint("Einmal-und-nie-wieder-2"));
        assertEquals(2, FormerPasswords.of(mine.user(), policy).count());

        assertEquals(1, mine.credentials.size(), "one row, however many");
        CredentialModel row = mine.credentials.get(0);
        assertFalse(row.getSecretData().contains("Einmal"));
        assertNotEquals(
                others.credentials.get(0).getSecretData(), row.getSecretData(), "two accounts cannot be compared");
        assertNotEquals(others.credentials.get(0).getCredentialData(), row.getCredentialData());
    }

    @Test
    @DisplayName("O-5 remembers each once")
    void once() {
        Stored account = new Stored();
        FormerPasswords none = FormerPasswords.of(account.user(), policy);
        none.remember(account.user(), none.fingerprint("Einmal-und-nie-wieder-1"));
        FormerPasswords one = FormerPasswords.of(account.user(), policy);
        one.remember(account.user(), one.fingerprint("Einmal-und-nie-wieder-1"));

        assertEquals(1, FormerPasswords.of(account.user(), policy).count());
    }

    /** An account that has credentials and nothing else. */
    private static final class Stored {
        private final List<CredentialModel> credentials = new ArrayList<>();

        UserModel user() {
            return proxy(UserModel.class, (method, arguments) -> credentials());
        }

        private SubjectCredentialManager credentials() {
            return proxy(SubjectCredentialManager.class, (method, arguments) -> switch (method) {
                case "getStoredCredentialsByTypeStream" -> Stream.of(credentials.toArray(CredentialModel[]::new));
                case "createStoredCredential" -> {
                    credentials.add((CredentialModel) arguments[0]);
                    yield arguments[0];
                }
                // what is updated is the same object here
                default -> arguments[0];
            });
        }

        private interface Answer {
            Object to(String method, Object[] arguments);
        }

        private static <T> T proxy(Class<T> type, Answer answer) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
        }
    }
}
