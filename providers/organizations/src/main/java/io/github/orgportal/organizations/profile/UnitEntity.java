package io.github.orgportal.organizations.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A unit of an organization. */
@Entity
@Table(name = "PORTAL_UNIT")
public class UnitEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "ORGANIZATION_ID", length = 36, nullable = false, updatable = false)
    private String organizationId;

    @Column(name = "UNIT_NUMBER", length = 32, nullable = false)
    private String number;

    @Column(name = "NAME", length = 255, nullable = false)
    private String name;

    @Column(name = "TYPE", length = 64, nullable = false)
    private String type;

    @Column(name = "IDENTIFIER", length = 64)
    private @Nullable String identifier;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected UnitEntity() {}

    UnitEntity(String id, String organizationId, String number) {
        this.id = id;
        this.organizationId = organizationId;
        this.number = number;
        this.name = "";
        this.type = "";
    }

    void become(UnitData data) {
        number = data.number();
        name = data.name();
        type = data.type();
        identifier = data.identifier().orElse(null);
    }

    Unit asRecord() {
        return new Unit(id, new UnitData(number, name, type, Optional.ofNullable(identifier)));
    }
}
