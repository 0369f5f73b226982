package io.github.orgportal.emailtan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.emailtan.TanState.Answer;
import io.github.orgportal.emailtan.TanState.Checked;
import io.github.orgportal.emailtan.TanState.Tan;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

class TanStateTest {
    private static final EmailTanConfig CONFIG = EmailTanConfig.STANDARD;
    private static final long NOW = 1_000_000;

    @Nested
    class Validity {
        @Test
        @DisplayName("L-1 a TAN is valid for five minutes and not a second longer")
        void expires() {
            TanState sent = send(TanState.NONE, "tab", NOW, 0);

            assertEquals(Answer.ACCEPTED, check(sent, "tab", true, NOW + 299).answer());
            assertEquals(Answer.EXPIRED, check(sent, "tab", true, NOW + 300).answer());
        }

        @Test
        @DisplayName("L-1 a TAN works once")
        void worksOnce() {
            Checked first = check(send(TanState.NONE, "tab", NOW, 0), "tab", true, NOW);

            assertEquals(Answer.ACCEPTED, first.answer());
            assertEquals(Answer.USED, check(first.state(), "tab", true, NOW).answer());
            assertEquals(Answer.USED, check(first.state(), "tab", false, NOW).answer());
        }

        @Test
        @DisplayName("L-1 a TAN works only in the login that it was made for")
        void belongsToOneLogin() {
            TanState sent = send(TanState.NONE, "tab", NOW, 0);

            assertEquals(Answer.EXPIRED, check(sent, "other tab", true, NOW).answer());
        }

        @Test
        @DisplayName("L-2 a new mail makes the TAN before worthless and keeps its wrong tries")
        void isReplaced() {
            TanState tried =
                    check(send(TanState.NONE, "tab", NOW, 0), "tab", false, NOW).state();
            int wrong = tried.valid("tab", NOW).orElseThrow().wrong();

            TanState again = tried.sent("tab", tan("hash-2", NOW + 30, wrong), NOW + 30, CONFIG);

            assertEquals("hash-2", again.valid("tab", NOW + 30).orElseThrow().hash());
            assertEquals(1, again.valid("tab", NOW + 30).orElseThrow().wrong());
        }
    }

    @Nested
    class WrongTries {
        @Test
        @DisplayName("L-3 the fifth wrong TAN ends the login; after it even the right one is not looked at")
        void endTheLogin() {
            TanState state = send(TanState.NONE, "tab", NOW, 0);
            for (int i = 1; i <= 4; i++) {
                Checked checked = check(state, "tab", false, NOW);
                assertEquals(Answer.WRONG, checked.answer());
                state = checked.state();
            }

            Checked fifth = check(state, "tab", false, NOW);

            assertEquals(Answer.LOGIN_USED_UP, fifth.answer());
            assertEquals(
                    Answer.LOGIN_USED_UP, check(fifth.state(), "tab", true, NOW).answer());
        }

        @Test
        @DisplayName("L-3 the twentieth wrong TAN in a row pauses the account, over all logins, even for the right one")
        void pauseTheAccount() {
            TanState state = TanState.NONE;
            Answer last = Answer.ACCEPTED;
            for (int i = 0; i < 20; i++) {
                String login = "tab " + i / 5;
                Checked checked = check(i % 5 == 0 ? send(state, login, NOW, 0) : state, login, false, NOW);
                state = checked.state();
                last = checked.answer();
            }
            assertEquals(Answer.ACCOUNT_USED_UP, last);
            state = send(state, "new tab", NOW, 0);

            assertEquals(20, state.wrongInARow());
            assertTrue(state.paused(NOW + 899));
            assertFalse(state.paused(NOW + 900));
            assertEquals(Answer.PAUSED, check(state, "new tab", true, NOW).answer());
        }

        @Test
        @DisplayName("L-3 after the pause one more wrong TAN pauses again, a right one ends the row")
        void goOnAfterThePause() {
            TanState paused = new TanState(20, NOW, List.of(), java.util.Map.of());
            TanState sent = send(paused, "tab", NOW, 0);

            assertEquals(Answer.ACCOUNT_USED_UP, check(sent, "tab", false, NOW).answer());
            assertEquals(0, check(sent, "tab", true, NOW).state().wrongInARow());
        }

        @Test
        @DisplayName("L-3 a right TAN ends the row of wrong ones")
        void areForgotten() {
            TanState tried =
                    check(send(TanState.NONE, "tab", NOW, 0), "tab", false, NOW).state();

            assertEquals(1, tried.wrongInARow());
            assertEquals(0, check(tried, "tab", true, NOW).state().wrongInARow());
        }
    }

    @Nested
    class Mails {
        @Test
        @DisplayName("L-2 five mails in any fifteen minutes, whatever logins they belong to")
        void areLimited() {
            TanState state = TanState.NONE;
            for (int i = 0; i < 5; i++) {
                assertEquals(NOW + i * 60, state.nextMailAt(NOW + i * 60, CONFIG));
                state = send(state, "tab " + i, NOW + i * 60, 0);
            }

            assertEquals(NOW + 900, state.nextMailAt(NOW + 300, CONFIG));
            assertEquals(NOW + 900, state.nextMailAt(NOW + 900, CONFIG));
            assertEquals(
                    NOW + 960,
                    send(state, "tab", NOW + 900, 0).nextMailAt(NOW + 900, CONFIG),
                    "only the first of the five has left the window");
        }

        @Test
        @DisplayName("L-5 a mail that never left does not count")
        void thatNeverLeftDoNotCount() {
            TanState sent = send(TanState.NONE, "tab", NOW, 0);

            assertEquals(
                    List.of(),
                    sent.withdrawn(sent.valid("tab", NOW).orElseThrow()).mails());
        }

        @Test
        @DisplayName("an account's row stays small: what has expired is dropped")
        void doNotPileUp() throws IOException {
            TanState state = TanState.NONE;
            long now = NOW;
            for (int i = 0; i < 10_000; i++) {
                now = state.nextMailAt(now + 1, CONFIG);
                state = send(state, "u8sm1EpJY5bYVMzyoSPRXzLPFuLyxRlHkrbNM8wdvq" + i, now, 5);
            }

            assertTrue(state.logins().size() <= 5);
            assertTrue(JsonSerialization.writeValueAsString(state).length() < 4000);
        }
    }

    @Test
    @DisplayName("a row has room for its TANs whatever limits are configured")
    void fitsItsColumn() throws IOException {
        EmailTanConfig generous = new EmailTanConfig(900, 10, 100, 86400, 0, 10, 60);
        TanState state = TanState.NONE;
        for (long now = NOW; now < NOW + 900; now += 6) {
            String key = "u8sm1EpJY5bYVMzyoSPRXzLPFuLyxRlHkrbNM8wdvq" + now;
            state = state.sent(key, tan("eQzUP1X4sg2o6ZfDgL0pU7mYJmPp3m2kVbK4cWm3d2A", now, 9), now, generous);
        }

        assertEquals(10, state.logins().size());
        assertTrue(JsonSerialization.writeValueAsString(state).length() < 4000);
    }

    @Test
    @DisplayName("a state comes back from its JSON as it was")
    void survivesJson() throws IOException {
        TanState state =
                check(send(TanState.NONE, "tab", NOW, 0), "tab", false, NOW).state();

        assertEquals(state, JsonSerialization.readValue(JsonSerialization.writeValueAsString(state), TanState.class));
    }

    private static TanState send(TanState state, String login, long now, int wrong) {
        return state.sent(login, tan("eQzUP1X4sg2o6ZfDgL0pU7mYJmPp3m2kVbK4cWm3d2A", now, wrong), now, CONFIG);
    }

    private static Tan tan(String hash, long now, int wrong) {
        String id = "0a7d8c1e-6d0e-4a53-9c8d-1f0d1c0e7a11";
        return new Tan(id, hash, now, now + CONFIG.lifespan(), wrong, id, false);
    }

    private static Checked check(TanState state, String login, boolean right, long now) {
        return state.check(login, tan -> right, now, CONFIG);
    }
}
