package io.github.orgportal.organizations.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.organizations.profile.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the document says about an organization.
 *
 * @param memberNumber by which it is known
 * @param name for people
 * @param kind what it is
 * @param restrictions ids of the rights that are switched off for it; where missing, they stay as they are
 * @param mailboxes to types of mailboxes, where their notifications go; what is not named stays as it is
 */
record OrganizationRow(
        String memberNumber,
        String name,
        Kind kind,
        Optional<Set<String>> restrictions,
        Map<String, Optional<String>> mailboxes) {
    static final String MEMBER_NUMBER = "memberNumber";
    static final String UNITS = "units";
    static final String ACCOUNTS = "accounts";
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String RESTRICTIONS = "restrictions";
    private static final String MAILBOXES = "mailboxes";
    private static final List<String> FIELDS =
            List.of(MEMBER_NUMBER, NAME, KIND, UNITS, RESTRICTIONS, MAILBOXES, ACCOUNTS);
    private static final String TYPE = "type";
    private static final String NOTIFICATION_ADDRESS = "notificationAddress";
    private static final List<String> MAILBOX_FIELDS = List.of(TYPE, NOTIFICATION_ADDRESS);

    static OrganizationRow of(JsonNode json) throws RejectedException {
        Fields fields = Fields.of(json, FIELDS);
        // lists of them are taken out before
        fields.list(UNITS);
        fields.list(ACCOUNTS);
        String kind = fields.text(KIND);
        return new OrganizationRow(
                fields.text(MEMBER_NUMBER),
                fields.text(NAME),
                Kind.of(kind)
                        .orElseThrow(() -> new RejectedException("kind is '%s', allowed is one of %s"
                                .formatted(
                                        kind,
                                        Arrays.stream(Kind.values())
                                                .map(Kind::text)
                                                .collect(Collectors.joining(", "))))),
                fields.texts(RESTRICTIONS),
                mailboxes(fields.list(MAILBOXES).orElse(List.of())));
    }

    private static Map<String, Optional<String>> mailboxes(List<JsonNode> list) throws RejectedException {
        Map<String, Optional<String>> mailboxes = new TreeMap<>();
        for (JsonNode json : list) {
            Fields fields = Fields.of(json, MAILBOX_FIELDS);
            if (mailboxes.put(fields.text(TYPE), fields.optionalText(NOTIFICATION_ADDRESS)) != null) {
                throw new RejectedException(
                        "The mailbox '%s' stands twice, allowed is each type once".formatted(fields.text(TYPE)));
            }
        }
        return mailboxes;
    }
}
