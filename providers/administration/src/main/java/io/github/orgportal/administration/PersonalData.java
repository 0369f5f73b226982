package io.github.orgportal.administration;

import io.github.orgportal.organizations.account.Person;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The personal data of a request. */
record PersonalData(String firstName, String lastName, String email, Optional<String> phone) {
    private static final int NAME = 255;
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
                checks.optional("phone", phone, PHONE));
    }

    Person person(String loginName) {
        return new Person(loginName, email, firstName, lastName, phone);
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "personal data";
    }
}
