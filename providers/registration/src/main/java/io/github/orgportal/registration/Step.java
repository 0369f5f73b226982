package io.github.orgportal.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A page on which something is entered, in its order, and the two at the end. The names are parts of template names and of keys of texts. */
enum Step {
    /** In which role. */
    ROLE,
    /** For which organizations. */
    ORGANIZATION,
    /** Who it is. */
    PERSON,
    /** To which units an administrator is bound. */
    UNITS,
    /** All of it once more, to be sent. */
    CHECK,
    /** It was sent. */
    SENT;

    List<Field> fields() {
        return Arrays.stream(Field.values())
                .filter(field -> field.step() == this)
                .toList();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String template() {
        return "portal-registration-%s.ftl".formatted(text());
    }

    static Optional<Step> of(String text) {
        return Arrays.stream(values()).filter(step -> step.text().equals(text)).findAny();
    }
}
