package io.github.orgportal.emailtan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One row per account. The state is JSON: it is only ever read and written whole, under the row's lock. */
@Entity
@Table(name = "PORTAL_EMAIL_TAN")
class TanAccountEntity {
    @Id
    @Column(name = "USER_ID", length = 255)
    private String userId = "";

    @Column(name = "REALM_ID", length = 36, nullable = false)
    private String realmId = "";

    @Column(name = "STATE", length = 4000, nullable = false)
    private String state = "";

    String getState() {
        return state;
    }

    void setState(String state) {
        this.state = state;
    }
}
