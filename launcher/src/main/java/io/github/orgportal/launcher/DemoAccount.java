package io.github.orgportal.launcher;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An entry of {@code realm-config/demo/accounts.json}.
 *
 * @param realm the portal
 * @param organization the organization's name
 * @param memberNumber the organization's number
 * @param role {@code administrator} or {@code clerk}
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

    static List<DemoAccount> read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), new TypeReference<>() {});
    }

    /** Writes the realm files into another folder, each with its accounts. */
    static void addTo(Path realms, Path target, List<DemoAccount> accounts) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(realms)) {
            for (Path file : files.toList()) {
                if (JSON.readTree(file.toFile()) instanceof ObjectNode realm) {
                    String name = realm.path("realm").asText();
                    accounts.stream()
                            .filter(account -> account.realm().equals(name))
                            .forEach(account -> account.addTo(realm));
                    JSON.writeValue(target.resolve(file.getFileName()).toFile(), realm);
                }
            }
        }
    }

    private void addTo(ObjectNode realmFile) {
        ObjectNode user = realmFile.withArray("users").addObject();
        user.put("username", loginName);
        user.put("email", email);
        user.put("emailVerified", true);
        user.put("firstName", firstName);
        user.put("lastName", lastName);
        user.put("enabled", true);
        ObjectNode credential = user.putArray("credentials").addObject();
        credential.put("type", "password");
        credential.put("value", password);
        credential.put("temporary", false);
    }

    /** Not the password. */
    @Override
    public String toString() {
        return realm + " " + role;
    }
}
