package io.github.orgportal.mailoutbox;

import java.time.Duration;

/** How long to wait after a failed try: twice as long as before, up to a limit. */
record RetryPauses(Duration first, Duration longest) {
    /** @param failures how many tries have failed in a row, from 1 */
    Duration after(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
