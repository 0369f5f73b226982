package io.github.orgportal.organizations.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.organizations.profile.UnitData;
import java.util.List;

/** What the document says about a unit. */
final class UnitRow {
    static final String NUMBER = "number";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String IDENTIFIER = "identifier";

    private UnitRow() {}

    static UnitData of(JsonNode json) throws RejectedException {
        Fields fields = Fields.of(json, List.of(NUMBER, NAME, TYPE, IDENTIFIER));
        return new UnitData(fields.text(NUMBER), fields.text(NAME), fields.text(TYPE), fields.optionalText(IDENTIFIER));
    }
}
