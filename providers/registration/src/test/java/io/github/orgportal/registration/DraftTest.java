package io.github.orgportal.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.application.Submission;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.sessions.AuthenticationSessionModel;

class DraftTest {
    private static final List<Role> BOTH = List.of(Role.ADMINISTRATOR, Role.DATA_CENTRE_USER);
    private static final Draft NEW = Draft.of(login(new HashMap<>()));

    @Test
    @DisplayName("R-1 R-2 the role is asked for where there are several, units only of administrators")
    void steps() {
        assertEquals(
                List.of(Step.ROLE, Step.ORGANIZATION, Step.PERSON, Step.UNITS, Step.CHECK),
                as("administrator").steps(BOTH));
        assertEquals(
                List.of(Step.ROLE, Step.ORGANIZATION, Step.PERSON, Step.CHECK),
                as("data-centre-user").steps(BOTH));
        assertEquals(List.of(Step.ORGANIZATION, Step.PERSON, Step.CHECK), NEW.steps(List.of(Role.DATA_CENTRE_USER)));
        assertEquals(Optional.empty(), as("clerk").role(BOTH));
        assertEquals(Optional.of(Role.DATA_CENTRE_USER), as("administrator").role(List.of(Role.DATA_CENTRE_USER)));
    }

    @Test
    @DisplayName("R-1 what was entered outlives the request, and what a page does not ask for does not touch it")
    void isKept() {
        Map<String, String> notes = new HashMap<>();
        Draft draft = as("administrator")
                .with(Step.PERSON, form("firstName", "  Zoë-\"Ä\" ", "units", "7"))
                .at(Step.CHECK);
        draft.keep(login(notes));
        Draft read = Draft.of(login(notes));

        assertEquals(draft, read);
        assertEquals("Zoë-\"Ä\"", read.value(Field.FIRST_NAME));
        assertEquals("", read.value(Field.UNITS));
        assertTrue(read.reviewed());
        assertFalse(notes.toString().isEmpty());
        assertNotEquals(read.id(), read.again().id(), "what is sent again is another one");
        assertEquals(read.entered(), read.again().entered());
    }

    @Test
    @DisplayName("R-1 what is longer than a field is kept so far that it can be told")
    void isCut() {
        assertEquals(
                Field.CITY.longest() + 1,
                NEW.with(Step.PERSON, form("city", "x".repeat(100_000)))
                        .value(Field.CITY)
                        .length());
    }

    @Test
    @DisplayName(
            "R-2 a data centre's own number comes first, an administrator has one number, and only administrators have units")
    void submissions() {
        Draft draft = NEW.with(Step.ORGANIZATION, form("memberNumber", "4711", "served", "4712\n4711, 4713"))
                .with(Step.UNITS, form("units", "1, 2"))
                .with(Step.PERSON, form("email", "Kim.Berg@Firma.example", "birthDate", "3.5.1980", "phone", ""));
        Submission centre = draft.submission(Role.DATA_CENTRE_USER, Locale.ENGLISH);
        Submission administrator = draft.submission(Role.ADMINISTRATOR, Locale.GERMAN);

        assertEquals(List.of("4711", "4712", "4713"), centre.memberNumbers());
        assertEquals(List.of(), centre.units());
        assertEquals("en", centre.locale());
        assertEquals(List.of("4711"), administrator.memberNumbers());
        assertEquals(List.of("1", "2"), administrator.units());
        assertEquals("kim.berg@firma.example", administrator.person().email());
        assertEquals(Optional.of("1980-05-03"), administrator.person().birthDate());
        assertEquals(Optional.empty(), administrator.person().phone());
    }

    private static Draft as(String role) {
        return NEW.with(Step.ROLE, form("role", role));
    }

    private static MultivaluedMap<String, String> form(String... values) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            form.putSingle(values[i], values[i + 1]);
        }
        return form;
    }

    /** Keeps notes, as the server's does. */
    private static AuthenticationSessionModel login(Map<String, String> notes) {
        return (AuthenticationSessionModel) Proxy.newProxyInstance(
                DraftTest.class.getClassLoader(),
                new Class<?>[] {AuthenticationSessionModel.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAuthNote" -> notes.get(arguments[0]);
                    case "setAuthNote" -> notes.put((String) arguments[0], (String) arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
