package io.github.orgportal.organizations.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PersonProblem;
import io.github.orgportal.organizations.account.PostalAddress;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final PostalAddress ADDRESS = new PostalAddress("Musterallee 1", "12345", "Beispielstadt", "DE");

    private static Person person(String firstName, String birthDate) {
        return new Person("", "kim@firma.example", firstName, "Beispiel", Optional.empty(), Optional.of(birthDate));
    }

    private static List<String> wrong(Role role, List<String> numbers, List<String> units) {
        return codes(new Submission(role, numbers, person("Kim", "1980-05-03"), ADDRESS, units, "de"));
    }

    private static List<String> codes(Submission submission) {
        return submission.problems(TODAY).stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }

    private static List<String> numbers(int many) {
        return IntStream.range(0, many).mapToObj(i -> "N-" + i).toList();
    }

    @Test
    @DisplayName("R-1 an administrator names one organization and up to fifty units, none of them twice")
    void administrator() {
        assertEquals(List.of(), wrong(Role.ADMINISTRATOR, List.of(" 4711001 "), List.of()));
        assertEquals(List.of(), wrong(Role.ADMINISTRATOR, List.of("4711001"), numbers(50)));
        assertEquals(List.of("memberNumbers required"), wrong(Role.ADMINISTRATOR, List.of(" "), List.of()));
        assertEquals(List.of("memberNumbers too_many"), wrong(Role.ADMINISTRATOR, numbers(2), List.of()));
        assertEquals(List.of("memberNumbers characters"), wrong(Role.ADMINISTRATOR, List.of("47 11"), List.of()));
        assertEquals(List.of("units too_many"), wrong(Role.ADMINISTRATOR, List.of("1"), numbers(51)));
        assertEquals(List.of("units twice"), wrong(Role.ADMINISTRATOR, List.of("1"), List.of("A", "A ")));
        assertEquals(List.of("units characters"), wrong(Role.ADMINISTRATOR, List.of("1"), List.of("A\nB")));
    }

    @Test
    @DisplayName("R-2 a data-centre user names up to twenty organizations and no units; clerks do not apply")
    void others() {
        assertEquals(List.of(), wrong(Role.DATA_CENTRE_USER, numbers(20), List.of()));
        assertEquals(List.of("memberNumbers too_many"), wrong(Role.DATA_CENTRE_USER, numbers(21), List.of()));
        assertEquals(List.of("units only_for_administrators"), wrong(Role.DATA_CENTRE_USER, numbers(1), List.of("A")));
        assertEquals(List.of("role one_of"), wrong(Role.CLERK, numbers(1), List.of()));
    }

    @ParameterizedTest(name = "R-1 born {0}: {1}")
    @CsvSource({
        "1980-05-03, ''",
        "1900-01-01, ''",
        "1899-12-31, birthDate birth_date",
        "2026-03-01, birthDate birth_date",
        "03.05.1980, birthDate birth_date",
        "1980-02-30, birthDate birth_date",
        "' ', birthDate required"
    })
    void birthDates(String date, String problem) {
        Submission submission =
                new Submission(Role.ADMINISTRATOR, numbers(1), person("Kim", date), ADDRESS, List.of(), "de");
        assertEquals(problem.isEmpty() ? List.of() : List.of(problem), codes(submission));
    }

    @Test
    @DisplayName("R-1 fields that are missing, too long, or have what no database takes are named all at once")
    void texts() {
        Submission submission = new Submission(
                Role.ADMINISTRATOR,
                numbers(1),
                person("K\0m", "1980-05-03"),
                new PostalAddress("s".repeat(101), "", "c", "DEU"),
                List.of(),
                "de_DE; x");
        assertEquals(
                List.of(
                        "firstName characters",
                        "street too_long",
                        "postalCode required",
                        "country too_long",
                        "locale characters"),
                codes(submission));
        assertEquals(
                List.of(new PersonProblem("street", "too_long", List.of(100))),
                submission.problems(TODAY).stream()
                        .filter(problem -> problem.field().equals("street"))
                        .toList());
    }
}
