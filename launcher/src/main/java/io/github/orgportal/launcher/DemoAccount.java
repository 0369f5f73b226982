package io.github.orgportal.launcher;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An entry of {@code realm-config/demo/accounts.json}: an account that one can log in with.
 *
 * @param realm the portal
 * @param organization the organization's name; empty for the operator
 * @param memberNumber the organization's number; empty for the operator
 * @param role in the organization, or {@code operator}
 * @param loginName as the portal expects it at login
 * @param password as typed
 * @param email where the TAN goes
 * @param firstName first name
 * @param lastName last name
 */
record DemoAccount(
        String realm,
        String organization,
        String memberNumber,
        String role,
        String loginName,
        String password,
        String email,
        String firstName,
        String lastName) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "operator";

    static List<DemoAccount> read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), new TypeReference<>() {});
    }

    /** Whether it belongs to the operator; all others come with their organizations. */
    boolean isOperator() {
        return role.equals(OPERATOR);
    }

    /** Not the password. */
    @Override
    public String toString() {
        return realm + " " + role;
    }
}
