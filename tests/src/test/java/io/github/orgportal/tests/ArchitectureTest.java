package io.github.orgportal.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of docs/adr/0001-modules-and-arrows.md, held by a machine. */
class ArchitectureTest {
    private static final String ROOT = "io.github.orgportal";
    private static final String[] PROVIDERS = {
        ROOT + ".support..",
        ROOT + ".emailtan..",
        ROOT + ".mailoutbox..",
        ROOT + ".onetimepassword..",
        ROOT + ".organizations..",
        ROOT + ".login..",
        ROOT + ".letters..",
        ROOT + ".administration..",
        ROOT + ".registration.."
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // nor what tests install in a server
            .withImportOption(location -> !location.contains("io/github/orgportal/tests/"))
            .importPackages(ROOT);

    @Test
    @DisplayName("the scan found every provider module")
    void foundTheClasses() {
        Set<String> modules = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(
                modules.containsAll(Set.of(
                        "support",
                        "emailtan",
                        "mailoutbox",
                        "onetimepassword",
                        "organizations",
                        "login",
                        "letters",
                        "administration",
                        "registration",
                        "launcher")),
                modules.toString());
    }

    @Test
    @DisplayName(
            "arrows run downward only: support <- email-tan, mail-outbox, one-time-password, which do not know each other; one-time-password <- organizations <- login, administration, registration; one-time-password <- login, administration; support <- letters <- administration, registration")
    void arrowsRunDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("support")
                .definedBy(ROOT + ".support..")
                .layer("email-tan")
                .definedBy(ROOT + ".emailtan..")
                .layer("mail-outbox")
                .definedBy(ROOT + ".mailoutbox..")
                .layer("one-time-password")
                .definedBy(ROOT + ".onetimepassword..")
                .layer("organizations")
                .definedBy(ROOT + ".organizations..")
                .layer("login")
                .definedBy(ROOT + ".login..")
                .layer("letters")
                .definedBy(ROOT + ".letters..")
                .layer("administration")
                .definedBy(ROOT + ".administration..")
                .layer("registration")
                .definedBy(ROOT + ".registration..")
                .whereLayer("support")
                .mayOnlyBeAccessedByLayers(
                        "email-tan",
                        "mail-outbox",
                        "one-time-password",
                        "organizations",
                        "login",
                        "letters",
                        "administration",
                        "registration")
                .whereLayer("letters")
                .mayOnlyBeAccessedByLayers("administration", "registration")
                .whereLayer("organizations")
                .mayOnlyBeAccessedByLayers("login", "administration", "registration")
                .whereLayer("registration")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("administration")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("login")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("email-tan")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("mail-outbox")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("one-time-password")
                .mayOnlyBeAccessedByLayers("organizations", "login", "administration")
                .check(CLASSES);
    }

    @Test
    @DisplayName("no package depends on itself over another one")
    void noCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    @DisplayName("G-3 the command that checks the log needs neither Keycloak nor the rest of the bundle")
    void checkingStandsAlone() {
        classes()
                .that()
                .resideInAnyPackage(
                        ROOT + ".organizations.changelog.chain", ROOT + ".organizations.changelog.verification")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        ROOT + ".support",
                        ROOT + ".organizations.changelog.chain",
                        ROOT + ".organizations.changelog.verification")
                .check(CLASSES);
    }

    @Test
    @DisplayName("every package says what null means in it")
    void packagesAreNullMarked() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(found -> found.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), unmarked);
    }

    @Test
    @DisplayName("nothing is planted in Keycloak's packages, and no name tells nothing")
    void namesTellSomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CLASSES);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..")
                .check(CLASSES);
        classes().should().resideInAPackage(ROOT + "..").check(CLASSES);
    }

    @Test
    @DisplayName("errors have names: no method declares a generic exception")
    void exceptionsHaveNames() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(PROVIDERS)
                .should()
                .notDeclareThrowableOfType(Exception.class)
                .check(CLASSES);
    }

    @Test
    @DisplayName("A-16 every method of the API asks who calls, and whether they may")
    void everyRouteAsks() {
        Set<String> forgetful = new TreeSet<>();
        int routes = 0;
        for (JavaClass type : CLASSES) {
            if (!type.getPackageName().equals(ROOT + ".administration")) {
                continue;
            }
            for (JavaMethod method : type.getMethods()) {
                boolean route = method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod"));
                if (route) {
                    routes++;
                    if (method.getMethodCallsFromSelf().stream()
                            .noneMatch(
                                    call -> call.getTargetOwner().getName().equals(ROOT + ".administration.Caller"))) {
                        forgetful.add(method.getFullName());
                    }
                }
            }
        }

        assertEquals(Set.of(), forgetful);
        assertTrue(routes > 20, "the scan found " + routes + " routes");
    }

    @Test
    @DisplayName("one clock: providers ask Keycloak's Time, which tests can move")
    void oneClock() {
        noClasses()
                .that()
                .resideInAnyPackage(PROVIDERS)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .check(CLASSES);
    }
}
