package io.github.orgportal.organizations.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an organization is. */
public enum Kind {
    /** Has clerks, who work for it. */
    EMPLOYER,
    /** Uploads data for employers. */
    DATA_CENTER;

    /** The kind as documents write it, such as {@code data-center}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that is written so; none if there is none. */
    public static Optional<Kind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findAny();
    }
}
