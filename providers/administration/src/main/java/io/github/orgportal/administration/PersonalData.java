package io.github.orgportal.administration;

import io.github.orgportal.organizations.account.Person;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The personal data of a request. */
record PersonalData(
        String firstName, String lastName, String email, Optional<String> phone, Optional<String> birthDate) {
    private static final int NAME = 255;
    private static final int DATE = 10;
    private static final int PHONE = 40;

    static PersonalData check(
            Checks checks,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone) {
        return new PersonalData(
                checks.text("firstName", firstName, NAME),
                checks.text("lastName", lastName, NAME),
                checks.text("email", email, NAME),
                checks.optional("phone", phone, PHONE),
                Optional.empty());
    }

    /** The same with a birth date, ISO 8601; whether it is one, the user profile of the realm knows. */
    PersonalData born(Checks checks, @Nullable String date) {
        return new PersonalData(firstName, lastName, email, phone, checks.optional("birthDate", date, DATE));
    }

    Person person(String loginName) {
        return new Person(loginName, email, firstName, lastName, phone, birthDate);
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "personal data";
    }
}
