package io.github.orgportal.organizations.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orgportal.organizations.profile.UnitData;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The document, read one organization at a time. */
final class Document implements Closeable {
    private static final String ORGANIZATIONS = "organizations";
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(10_000)
                    .maxNameLength(1000)
                    .build())
            .build());

    private final JsonParser parser;
    private int read = -1;

    Document(InputStream stream) throws IOException {
        parser = JSON.getFactory().createParser(stream);
    }

    /** An organization with all its rows. */
    record Source(Row<OrganizationRow> head, List<Row<UnitData>> units, List<Row<AccountRow>> accounts) {}

    /**
     * The next organization.
     *
     * @return nothing at the end
     * @throws BrokenDocumentException if it is no JSON from here on, or not of the shape that an import has
     * @throws IOException if the stream fails
     */
    Optional<Source> next() throws BrokenDocumentException, IOException {
        try {
            if (read < 0) {
                begin();
            }
            read++;
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                end();
                return Optional.empty();
            }
            return Optional.of(organization("/" + ORGANIZATIONS + "/" + read));
        } catch (JsonProcessingException e) {
            throw new BrokenDocumentException(
                    line(),
                    "It is no JSON that an import can be, at line %d, column %d: %s"
                            .formatted(line(), parser.currentLocation().getColumnNr(), text(e)));
        }
    }

    /** Without what Jackson says about its own settings. */
    private static String text(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).replaceAll("\\s*\\(start marker at .*", "");
    }

    private void begin() throws BrokenDocumentException, IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "It does not begin with {");
        require(
                parser.nextToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals(ORGANIZATIONS),
                "Its first and only field is not 'organizations'");
        require(parser.nextToken() == JsonToken.START_ARRAY, "'organizations' is no list");
    }

    private void end() throws BrokenDocumentException, IOException {
        require(parser.nextToken() == JsonToken.END_OBJECT, "After 'organizations' another field follows");
        require(parser.nextToken() == null, "Something follows after its end");
    }

    private Source organization(String path) throws BrokenDocumentException, IOException {
        require(parser.currentToken() != null, "It ends inside 'organizations'");
        long line = line();
        List<Row<UnitData>> units = new ArrayList<>();
        List<Row<AccountRow>> accounts = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new Source(head(line, path), units, accounts);
        }
        ObjectNode head = JSON.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
            if (isList && name.equals(OrganizationRow.UNITS)) {
                rows(path, name, RowKind.UNIT, UnitRow.NUMBER, UnitRow::of, units);
            } else if (isList && name.equals(OrganizationRow.ACCOUNTS)) {
                rows(path, name, RowKind.ACCOUNT, AccountRow.LOGIN_NAME, AccountRow::of, accounts);
            } else {
                head.set(name, JSON.readTree(parser));
            }
        }
        return new Source(
                Row.of(line, path, RowKind.ORGANIZATION, OrganizationRow.MEMBER_NUMBER, head, OrganizationRow::of),
                units,
                accounts);
    }

    private Row<OrganizationRow> head(long line, String path) throws IOException {
        return Row.of(
                line,
                path,
                RowKind.ORGANIZATION,
                OrganizationRow.MEMBER_NUMBER,
                JSON.readTree(parser),
                OrganizationRow::of);
    }

    private <T> void rows(
            String path, String name, RowKind kind, String keyField, Row.Reader<T> reader, List<Row<T>> rows)
            throws BrokenDocumentException, IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() != null, "It ends inside '%s'".formatted(name));
            long line = line();
            rows.add(
                    Row.of(line, path + "/" + name + "/" + rows.size(), kind, keyField, JSON.readTree(parser), reader));
        }
    }

    private void require(boolean condition, String otherwise) throws BrokenDocumentException {
        if (!condition) {
            throw new BrokenDocumentException(
                    line(), "%s, allowed is {\"organizations\": [...]} and nothing else".formatted(otherwise));
        }
    }

    private long line() {
        return parser.currentLocation().getLineNr();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
