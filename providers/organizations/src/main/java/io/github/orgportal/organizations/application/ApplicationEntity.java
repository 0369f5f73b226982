package io.github.orgportal.organizations.application;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PostalAddress;
import io.github.orgportal.organizations.changelog.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An application. Times are milliseconds since 1970 UTC. */
@Entity
@Table(name = "PORTAL_APPLICATION")
public class ApplicationEntity {
    /** None of the numbers has it. */
    private static final String BETWEEN = "\n";

    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Column(name = "REFERENCE", length = 16, nullable = false, updatable = false)
    private String reference;

    @Enumerated(EnumType.STRING)
    @Column(name = "ROLE", length = 32, nullable = false, updatable = false)
    private Role role;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATUS", length = 16, nullable = false)
    private ApplicationStatus status;

    @Column(name = "MEMBER_NUMBERS", length = 700, nullable = false)
    private String memberNumbers;

    @Column(name = "EMAIL", length = 255, nullable = false, updatable = false)
    private String email;

    @Column(name = "FIRST_NAME", length = 255, nullable = false, updatable = false)
    private String firstName;

    @Column(name = "LAST_NAME", length = 255, nullable = false, updatable = false)
    private String lastName;

    @Column(name = "PHONE", length = 40, updatable = false)
    private @Nullable String phone;

    @Column(name = "BIRTH_DATE", length = 10, updatable = false)
    private @Nullable String birthDate;

    @Column(name = "STREET", length = 100, nullable = false, updatable = false)
    private String street;

    @Column(name = "POSTAL_CODE", length = 10, nullable = false, updatable = false)
    private String postalCode;

    @Column(name = "CITY", length = 100, nullable = false, updatable = false)
    private String city;

    @Column(name = "COUNTRY", length = 2, nullable = false, updatable = false)
    private String country;

    @Column(name = "UNITS", length = 1700)
    private @Nullable String units;

    @Column(name = "LOCALE", length = 32, nullable = false, updatable = false)
    private String locale;

    @Column(name = "SUBMITTED_AT", nullable = false, updatable = false)
    private long submittedAt;

    @Column(name = "EXPIRES_AT")
    private @Nullable Long expiresAt;

    @Column(name = "CONFIRMED_AT")
    private @Nullable Long confirmedAt;

    @Column(name = "ENTERED_BY", length = 36, updatable = false)
    private @Nullable String enteredBy;

    @Column(name = "ENTERED_BY_NAME", length = 255, updatable = false)
    private @Nullable String enteredByName;

    @Column(name = "DECIDED_AT")
    private @Nullable Long decidedAt;

    @Column(name = "DECIDED_BY", length = 36)
    private @Nullable String decidedBy;

    @Column(name = "DECIDED_BY_NAME", length = 255)
    private @Nullable String decidedByName;

    @Column(name = "REASON", length = 1000)
    private @Nullable String reason;

    @Column(name = "USER_ID", length = 36)
    private @Nullable String accountId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ApplicationEntity() {}

    /** One that nobody has confirmed. */
    ApplicationEntity(String id, String realmId, Reference reference, Submission submission, long submittedAt) {
        this.id = id;
        this.realmId = realmId;
        this.reference = reference.signs();
        this.role = submission.role();
        this.status = ApplicationStatus.UNCONFIRMED;
        this.memberNumbers = String.join(BETWEEN, submission.memberNumbers());
        Person person = submission.person();
        this.email = person.email();
        this.firstName = person.firstName();
        this.lastName = person.lastName();
        this.phone = person.phone().orElse(null);
        this.birthDate = person.birthDate().orElse(null);
        PostalAddress address = submission.address();
        this.street = address.street();
        this.postalCode = address.postalCode();
        this.city = address.city();
        this.country = address.country();
        this.units = joined(submission.units());
        this.locale = submission.locale();
        this.submittedAt = submittedAt;
    }

    void expireAt(long time) {
        expiresAt = time;
    }

    void enter(Actor by) {
        enteredBy = by.id();
        enteredByName = by.name();
        status = ApplicationStatus.WAITING;
    }

    void approve(List<String> approvedNumbers, List<String> approvedUnits, String account, Actor by, long at) {
        memberNumbers = String.join(BETWEEN, approvedNumbers);
        units = joined(approvedUnits);
        accountId = account;
        decide(ApplicationStatus.APPROVED, by, at);
    }

    void reject(String why, Actor by, long at) {
        reason = why;
        decide(ApplicationStatus.REJECTED, by, at);
    }

    private void decide(ApplicationStatus decision, Actor by, long at) {
        status = decision;
        decidedBy = by.id();
        decidedByName = by.name();
        decidedAt = at;
    }

    /** None for none. */
    private static @Nullable String joined(List<String> numbers) {
        return numbers.isEmpty() ? null : String.join(BETWEEN, numbers);
    }

    Application asRecord() {
        return new Application(
                id,
                new Reference(reference),
                role,
                status,
                List.of(memberNumbers.split(BETWEEN, -1)),
                new Person("", email, firstName, lastName, Optional.ofNullable(phone), Optional.ofNullable(birthDate)),
                new PostalAddress(street, postalCode, city, country),
                units == null ? List.of() : List.of(units.split(BETWEEN, -1)),
                locale,
                submittedAt,
                Optional.ofNullable(confirmedAt),
                staff(enteredBy, enteredByName),
                Optional.ofNullable(decidedAt),
                staff(decidedBy, decidedByName),
                reason == null ? "" : reason,
                Optional.ofNullable(accountId));
    }

    private static Optional<Actor> staff(@Nullable String id, @Nullable String name) {
        return id == null || name == null ? Optional.empty() : Optional.of(new Actor(Actor.Kind.OPERATOR, id, name));
    }
}
