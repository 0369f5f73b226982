package io.github.orgportal.tests;

import io.github.orgportal.tests.Api.Answer;
import io.github.orgportal.tests.Api.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who wants to be an administrator, with an address of the own.
 *
 * @param fields of the form on paper
 */
record Applicant(Map<String, Object> fields) {
    static Applicant of(String... memberNumbers) {
        return new Applicant(Map.of(
                "memberNumbers",
                List.of(memberNumbers),
                "firstName",
                "Robin",
                "lastName",
                "Neu",
                "email",
                "a" + UUID.randomUUID().toString().substring(0, 12) + "@firma.example",
                "birthDate",
                "1980-05-03",
                "postalAddress",
                Map.of("street", "Musterallee 7", "postalCode", "12345", "city", "Beispielstadt", "country", "DE")));
    }

    Applicant with(String field, Object value) {
        Map<String, Object> changed = new HashMap<>(fields);
        changed.put(field, value);
        return new Applicant(changed);
    }

    String address() {
        return fields.get("email").toString();
    }

    /** What the operator's staff is answered who types the form in. */
    Answer enteredBy(Caller operator) {
        return operator.post("/applications", fields);
    }
}
