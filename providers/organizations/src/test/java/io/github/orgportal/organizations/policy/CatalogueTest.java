package io.github.orgportal.organizations.policy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.organizations.policy.GrantProblem.Reason;
import io.github.orgportal.support.InvalidOptionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogueTest {
    private static final UnitType LIFE = new UnitType("group-life", 1);
    private static final UnitType HEALTH = new UnitType("group-health", 2);
    private static final MailboxType OWN = new MailboxType("own", MailboxType.Kind.PERSONAL, 1);

    private static Right right(String id, String... requires) {
        return new Right(id, List.of(requires), List.of(), false, 0);
    }

    private static Catalogue catalogue(Right... rights) throws InvalidOptionException {
        return Catalogue.of(List.of(rights), List.of(HEALTH, LIFE), List.of(OWN));
    }

    /** see <- persons <- calculate (life only); persons <- register (identifier) <- certify. */
    private static Catalogue sample() throws InvalidOptionException {
        return catalogue(
                new Right("calculate", List.of("persons"), List.of("group-life"), false, 5),
                right("see"),
                right("persons", "see"),
                new Right("register", List.of("persons"), List.of(), true, 0),
                right("certify", "register"));
    }

    @Test
    @DisplayName(
            "A-10 all that can be granted at a unit is what exists for its type and is not switched off, requirements included")
    void grantable() throws Exception {
        assertEquals(
                Set.of("calculate", "certify", "persons", "register", "see"),
                sample().grantable("group-life", Set.of()));
        assertEquals(Set.of("certify", "persons", "register", "see"), sample().grantable("group-health", Set.of()));
        assertEquals(Set.of("calculate", "persons", "see"), sample().grantable("group-life", Set.of("register")));
        assertEquals(Set.of(), sample().grantable("group-life", Set.of("see")));
    }

    @Test
    @DisplayName("A-9 rights come in the order of their positions, then of their ids")
    void order() throws Exception {
        assertEquals(
                List.of("certify", "persons", "register", "see", "calculate"),
                sample().rights().stream().map(Right::id).toList());
        assertEquals(List.of(LIFE, HEALTH), sample().unitTypes());
        assertEquals(List.of(OWN), sample().mailboxTypes());
    }

    @Test
    @DisplayName("What is there is found by its id, what is not is not")
    void lookUp() throws Exception {
        assertAll(
                () -> assertEquals(Optional.of(right("see")), sample().right("see")),
                () -> assertEquals(Optional.of(HEALTH), sample().unitType("group-health")),
                () -> assertEquals(Optional.of(OWN), sample().mailboxType("own")),
                () -> assertEquals(Optional.empty(), sample().right("other")),
                () -> assertEquals(Optional.empty(), sample().unitType("see")),
                () -> assertEquals(Optional.empty(), sample().mailboxType("see")));
    }

    @Test
    @DisplayName("A-9 what must be held for a right, and what would be lost with it, directly or not")
    void closure() throws Exception {
        assertAll(
                () -> assertEquals(Set.of("register", "persons", "see"), sample().requirementsOf("certify")),
                () -> assertEquals(Set.of(), sample().requirementsOf("see")),
                () -> assertEquals(Set.of("persons", "calculate", "register", "certify"), sample().dependentsOf("see")),
                () -> assertEquals(Set.of(), sample().dependentsOf("certify")),
                () -> assertEquals(Set.of(), sample().requirementsOf("other")),
                () -> assertEquals(Set.of(), sample().dependentsOf("other")));
    }

    @Nested
    @DisplayName("M-1 the cells of the rights matrix")
    class Cells {
        @Test
        @DisplayName("M-1 A-10 hold to the rules for each right, unit, set of granted and of switched off rights")
        void exhaustively() throws Exception {
            Catalogue catalogue = sample();
            List<Set<String>> subsets =
                    subsets(catalogue.rights().stream().map(Right::id).toList());
            int cells = 0;
            for (Set<String> granted : subsets) {
                for (Set<String> off : subsets) {
                    for (String type : List.of("group-life", "group-health", "gone")) {
                        for (boolean identifier : new boolean[] {true, false}) {
                            List<String> usable = new ArrayList<>();
                            for (Right right : catalogue.rights()) {
                                Optional<CellState> cell = catalogue.cell(right.id(), type, identifier, granted, off);
                                assertEquals(
                                        expected(right.id(), type, identifier, granted, off),
                                        cell,
                                        () -> "%s at %s, identifier %s, granted %s, off %s"
                                                .formatted(right.id(), type, identifier, granted, off));
                                cell.filter(CellState.USABLE::equals).ifPresent(found -> usable.add(right.id()));
                                cells++;
                            }
                            assertEquals(usable, catalogue.usable(type, identifier, granted, off));
                        }
                    }
                }
            }
            assertEquals(32 * 32 * 3 * 2 * 5, cells);
        }

        /** The rules once more, written down right by right for the sample. */
        private Optional<CellState> expected(
                String right, String type, boolean identifier, Set<String> granted, Set<String> off) {
            Set<String> needed = switch (right) {
                case "see" -> Set.of("see");
                case "persons" -> Set.of("see", "persons");
                case "calculate" -> Set.of("see", "persons", "calculate");
                case "register" -> Set.of("see", "persons", "register");
                default -> Set.of("see", "persons", "register", "certify");
            };
            if (needed.stream().anyMatch(off::contains)) {
                return Optional.empty();
            }
            if (type.equals("gone") || (right.equals("calculate") && type.equals("group-health"))) {
                return Optional.of(CellState.NOT_AVAILABLE);
            }
            if (!granted.containsAll(needed)) {
                return Optional.of(CellState.NOT_GRANTED);
            }
            return Optional.of(needed.contains("register") && !identifier ? CellState.NO_IDENTIFIER : CellState.USABLE);
        }

        @Test
        @DisplayName("A right that the portal does not have has no cell, and works nowhere")
        void unknown() throws Exception {
            assertEquals(Optional.empty(), sample().cell("other", "group-life", true, Set.of("other"), Set.of()));
            assertEquals(List.of(), sample().usable("group-life", true, Set.of("other"), Set.of()));
        }
    }

    @Nested
    @DisplayName("A-9 what speaks against granting a set of rights")
    class Problems {
        @Test
        @DisplayName("A-9 a missing required right is named with the right that requires it")
        void missing() throws Exception {
            assertEquals(
                    List.of(
                            GrantProblem.missing("certify", "persons"),
                            GrantProblem.missing("certify", "register"),
                            GrantProblem.missing("calculate", "persons")),
                    sample().problems("group-life", Set.of("see", "certify", "calculate"), Set.of()));
        }

        @Test
        @DisplayName("A-9 A-10 M-1 unknown, switched off and unavailable rights are refused")
        void refused() throws Exception {
            assertEquals(
                    List.of(
                            GrantProblem.of(Reason.UNKNOWN, "other"),
                            GrantProblem.of(Reason.SWITCHED_OFF, "register"),
                            GrantProblem.of(Reason.NOT_AVAILABLE, "calculate")),
                    sample().problems(
                                    "group-health",
                                    Set.of("see", "persons", "calculate", "register", "other"),
                                    Set.of("register")));
        }

        @Test
        @DisplayName("A-10 with a right, those that require it are switched off")
        void switchedOffWithIt() throws Exception {
            assertEquals(
                    List.of(GrantProblem.of(Reason.SWITCHED_OFF, "certify")),
                    sample().problems("group-life", Set.of("see", "persons", "certify"), Set.of("register")));
        }

        @Test
        @DisplayName("A-9 nothing speaks against a set exactly if each of its rights would work with an identifier")
        void exhaustively() throws Exception {
            Catalogue catalogue = sample();
            List<Set<String>> subsets =
                    subsets(catalogue.rights().stream().map(Right::id).toList());
            for (Set<String> granted : subsets) {
                for (Set<String> off : subsets) {
                    for (String type : List.of("group-life", "group-health", "gone")) {
                        assertEquals(
                                granted.equals(Set.copyOf(catalogue.usable(type, true, granted, off))),
                                catalogue.problems(type, granted, off).isEmpty(),
                                () -> "%s at %s, off %s".formatted(granted, type, off));
                    }
                }
            }
        }
    }

    @Nested
    @DisplayName("Z-1 a catalogue that contradicts itself is refused, and the error says what is allowed")
    class Refused {
        static Stream<Arguments> contradictions() {
            return Stream.of(
                    Arguments.of(
                            "portal-right 'b': requires is 'x', which does not exist, allowed is one of a, b",
                            List.of(right("a"), right("b", "a", "x"))),
                    Arguments.of(
                            "portal-right 'a': requires is 'a', which leads back to it, allowed is none",
                            List.of(right("a", "a"))),
                    Arguments.of(
                            "portal-right 'a': requires is 'c', which leads back to it, allowed is one of d",
                            List.of(right("a", "d", "c"), right("b", "a"), right("c", "b"), right("d"))),
                    Arguments.of(
                            "portal-right 'a': unitTypes is 'ship', which does not exist, allowed is one of group-life, group-health",
                            List.of(new Right("a", List.of(), List.of("ship"), false, 0))),
                    Arguments.of(
                            "portal-right 'b': unitTypes is 'group-health', for which 'a', which it requires, does not exist, allowed is one of group-life",
                            List.of(new Right("a", List.of(), List.of("group-life"), false, 0), right("b", "a"))),
                    Arguments.of(
                            "portal-right 'a': name is 'a', which stands twice, allowed is each name once",
                            List.of(right("a"), new Right("a", List.of(), List.of(), true, 7))));
        }

        @ParameterizedTest(name = "Z-1 {0}")
        @MethodSource("contradictions")
        void contradiction(String message, List<Right> rights) {
            InvalidOptionException refused = assertThrows(
                    InvalidOptionException.class, () -> Catalogue.of(rights, List.of(LIFE, HEALTH), List.of()));
            assertEquals(message, refused.getMessage());
        }

        @Test
        @DisplayName("Z-1 a unit type or mailbox type that stands twice")
        void twice() {
            assertThrows(InvalidOptionException.class, () -> Catalogue.of(List.of(), List.of(LIFE, LIFE), List.of()));
            assertThrows(InvalidOptionException.class, () -> Catalogue.of(List.of(), List.of(), List.of(OWN, OWN)));
        }
    }

    @Test
    @DisplayName(
            "A-9 Z-1 500 random catalogues: closures are transitive and each other's inverse; any way back is refused")
    void randomCatalogues() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Right> rights = randomRights(random, 2 + random.nextInt(11));
            Catalogue catalogue = Catalogue.of(rights, List.of(LIFE), List.of());
            for (Right right : rights) {
                Set<String> required = catalogue.requirementsOf(right.id());
                assertTrue(required.containsAll(right.requires()));
                assertFalse(required.contains(right.id()));
                for (String each : required) {
                    assertTrue(required.containsAll(catalogue.requirementsOf(each)));
                    assertTrue(catalogue.dependentsOf(each).contains(right.id()));
                    List<Right> cyclic = new ArrayList<>(rights);
                    cyclic.replaceAll(old -> old.id().equals(each) ? right(each, right.id()) : old);
                    assertThrows(InvalidOptionException.class, () -> Catalogue.of(cyclic, List.of(LIFE), List.of()));
                }
                for (String each : catalogue.dependentsOf(right.id())) {
                    assertTrue(catalogue.requirementsOf(each).contains(right.id()));
                }
                Set<String> held = new HashSet<>(required);
                held.add(right.id());
                assertEquals(List.of(), catalogue.problems("group-life", held, Set.of()));
            }
        }
    }

    /** Each right requires some of those before it. */
    private static List<Right> randomRights(Random random, int count) {
        List<Right> rights = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] before = rights.stream()
                    .map(Right::id)
                    .filter(id -> random.nextInt(3) == 0)
                    .toArray(String[]::new);
            rights.add(right("r" + i, before));
        }
        return rights;
    }

    private static List<Set<String>> subsets(List<String> all) {
        return IntStream.range(0, 1 << all.size())
                .mapToObj(bits -> IntStream.range(0, all.size())
                        .filter(i -> (bits >> i & 1) == 1)
                        .mapToObj(all::get)
                        .collect(Collectors.toCollection(TreeSet::new)))
                .map(set -> (Set<String>) set)
                .toList();
    }
}
