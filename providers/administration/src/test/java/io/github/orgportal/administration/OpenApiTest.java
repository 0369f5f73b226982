package io.github.orgportal.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.servers.ServerVariable;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The description of the API for programs, {@code docs/openapi.yaml}: what the annotations say. After a change of the API, run this test
 * with {@code -Dopenapi.write=true}.
 */
class OpenApiTest {
    private static final java.nio.file.Path FILE = java.nio.file.Path.of("..", "..", "docs", "openapi.yaml");
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target", "classes");

    /** What there is to say about all of it; the generator reads that from applications only. */
    @OpenAPIDefinition(
            info =
                    @Info(
                            title = "Organization portals",
                            version = "0.1.0",
                            description =
                                    "The portal's API of a realm. Refusals are problem details (RFC 9457) with a stable code and, if fields are wrong, those."),
            servers =
                    @Server(
                            url = "/realms/{realm}/portal",
                            variables =
                                    @ServerVariable(
                                            name = "realm",
                                            defaultValue = "member-portal",
                                            description = "The portal's realm")),
            security = @SecurityRequirement(name = "bearer"))
    @SecurityScheme(
            securitySchemeName = "bearer",
            type = SecuritySchemeType.HTTP,
            scheme = "bearer",
            bearerFormat = "JWT")
    static final class Described extends Application {}

    /** Keycloak finds the API by its provider, not by an annotation; the generator needs one. */
    @Path("/")
    static class Root {
        @Path("activation-requests")
        ActivationRequestsResource activationRequests() {
            throw new UnsupportedOperationException();
        }

        @Path("applications")
        ApplicationsResource applications() {
            throw new UnsupportedOperationException();
        }

        @Path("catalogue")
        CatalogueResource catalogue() {
            throw new UnsupportedOperationException();
        }

        @Path("changes")
        PortalChangesResource changes() {
            throw new UnsupportedOperationException();
        }

        @Path("overview")
        OverviewResource overview() {
            throw new UnsupportedOperationException();
        }

        @Path("import")
        ImportResource imports() {
            throw new UnsupportedOperationException();
        }

        @Path("letters")
        LettersResource letters() {
            throw new UnsupportedOperationException();
        }

        @Path("me")
        MeResource me() {
            throw new UnsupportedOperationException();
        }

        @Path("organizations")
        OrganizationsResource organizations() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    @DisplayName("docs/openapi.yaml says what the API does")
    void isUpToDate() throws IOException {
        String described = describe();
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(FILE, described);
        }

        assertEquals(Files.readString(FILE), described, "run this test with -Dopenapi.write=true");
    }

    @Test
    @DisplayName("what is described begins where the API begins")
    void hasTheSameRoot() {
        assertEquals(locators(PortalResource.class), locators(Root.class));
    }

    private static Set<String> locators(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Path.class))
                .map((Function<Method, String>) method -> method.getAnnotation(Path.class)
                                .value() + " " + method.getReturnType().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String describe() throws IOException {
        Indexer indexer = new Indexer();
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            for (java.nio.file.Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    indexer.index(bytes);
                }
            }
        }
        indexer.indexClass(Described.class);
        indexer.indexClass(Root.class);
        indexer.indexClass(io.github.orgportal.organizations.grant.UnitRights.class);
        return SmallRyeOpenAPI.builder()
                .withIndex(indexer.complete())
                .enableModelReader(false)
                .enableStandardFilter(false)
                .enableStandardStaticFiles(false)
                .build()
                .toYAML();
    }
}
