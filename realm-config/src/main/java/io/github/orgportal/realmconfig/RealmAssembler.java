package io.github.orgportal.realmconfig;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Assembles one realm file per portal: {@code shared.json} with the portal's own file laid over it by {@link JsonOverlay}.
 *
 * <p>One key is ours: {@code userProfile} holds the declarative user profile as JSON; Keycloak's import wants it as a string
 * inside a component.
 */
public final class RealmAssembler {
    /** Keycloak's own name for a realm's file in {@code data/import}: the realm, then this. */
    static final String SUFFIX = "-realm.json";

    private static final String USER_PROFILE = "userProfile";
    private static final String USER_PROFILE_COMPONENT = "org.keycloak.userprofile.UserProfileProvider";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Path sources;

    RealmAssembler(Path sources) {
        this.sources = sources;
    }

    /**
     * Build step.
     *
     * @param arguments the folder with the parts, and the folder to write to
     * @throws IOException if a part is missing or is not JSON; the message names the file and the place
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Expected: <folder with the parts> <folder to write to>");
        }
        new RealmAssembler(Path.of(arguments[0])).assembleInto(Path.of(arguments[1]));
    }

    void assembleInto(Path target) throws IOException {
        Files.createDirectories(target);
        for (Path portal : portals()) {
            ObjectNode realm = assemble(portal);
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(target.resolve(name(portal) + SUFFIX).toFile(), realm);
        }
    }

    List<Path> portals() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(sources)) {
            files.filter(file -> file.getFileName().toString().endsWith("-portal.json"))
                    .sorted()
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new IOException("No file *-portal.json in " + sources);
        }
        return found;
    }

    ObjectNode assemble(Path portal) throws IOException {
        ObjectNode realm = JsonOverlay.of(read(sources.resolve("shared.json")), read(portal));
        String name = realm.path("realm").asText();
        if (!name.equals(name(portal))) {
            throw new IOException("%s: the key 'realm' is '%s' instead of '%s', the file's name"
                    .formatted(portal, name, name(portal)));
        }
        moveUserProfile(realm);
        return realm;
    }

    private static void moveUserProfile(ObjectNode realm) throws IOException {
        if (!realm.has(USER_PROFILE)) {
            return;
        }
        String profile = JSON.writeValueAsString(realm.remove(USER_PROFILE));
        ObjectNode component =
                realm.withObject("components").withArray(USER_PROFILE_COMPONENT).addObject();
        component.put("providerId", "declarative-user-profile");
        component.putObject("config").putArray("kc.user.profile.config").add(profile);
    }

    private static ObjectNode read(Path file) throws IOException {
        if (JSON.readTree(file.toFile()) instanceof ObjectNode object) {
            return object;
        }
        throw new IOException(file + " holds no JSON object");
    }

    private static String name(Path portal) {
        String file = portal.getFileName().toString();
        return file.substring(0, file.length() - ".json".length());
    }
}
