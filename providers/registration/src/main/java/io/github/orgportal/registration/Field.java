package io.github.orgportal.registration;

import java.util.Arrays;
import java.util.Optional;

/** A field of the pages. What its value may look like is the domain's to say. */
enum Field {
    ROLE(Step.ROLE, "role", 40, true),
    MEMBER_NUMBER(Step.ORGANIZATION, "memberNumber", 32, true),
    SERVED(Step.ORGANIZATION, "served", 1000, false),
    FIRST_NAME(Step.PERSON, "firstName", 255, true),
    LAST_NAME(Step.PERSON, "lastName", 255, true),
    EMAIL(Step.PERSON, "email", 255, true),
    PHONE(Step.PERSON, "phone", 40, false),
    BIRTH_DATE(Step.PERSON, "birthDate", 20, true),
    STREET(Step.PERSON, "street", 100, true),
    POSTAL_CODE(Step.PERSON, "postalCode", 10, true),
    CITY(Step.PERSON, "city", 100, true),
    COUNTRY(Step.PERSON, "country", 2, true),
    UNITS(Step.UNITS, "units", 2500, false);

    private final Step step;
    private final String key;
    private final int longest;
    private final boolean required;

    Field(Step step, String key, int longest, boolean required) {
        this.step = step;
        this.key = key;
        this.longest = longest;
        this.required = required;
    }

    /** The page that asks for it. */
    Step step() {
        return step;
    }

    /** The name of the field in forms, and a part of keys of texts. */
    String key() {
        return key;
    }

    /** In chars; pages keep people from typing more. */
    int longest() {
        return longest;
    }

    boolean required() {
        return required;
    }

    static Optional<Field> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findAny();
    }
}
