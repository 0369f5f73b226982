package io.github.orgportal.administration;

import io.github.orgportal.letters.FormSheet;
import io.github.orgportal.organizations.application.Application;
import io.github.orgportal.organizations.application.Particulars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The form of an application once more: what it says stands in the domain, how it looks in the theme. */
final class ApplicationForm {
    private ApplicationForm() {}

    static FormSheet of(Application application) {
        return new FormSheet(
                application.role().text(),
                Locale.forLanguageTag(application.locale()),
                application.reference().text(),
                application.reference().signs(),
                LocalDate.ofInstant(Instant.ofEpochMilli(application.submittedAt()), ZoneOffset.UTC),
                Particulars.sender(application),
                Particulars.of(application).stream()
                        .map(stated -> new FormSheet.Row(stated.name(), stated.values()))
                        .toList());
    }
}
