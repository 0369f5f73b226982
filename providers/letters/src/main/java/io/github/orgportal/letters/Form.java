package io.github.orgportal.letters;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** A form that becomes a document: {@code html/portal-application-form.ftl} of a realm's email theme. */
public final class Form {
    private static final String TEMPLATE = "portal-application-form.ftl";

    private final Templates templates;
    private final LetterTexts texts;
    private final FormSheet sheet;

    Form(Templates templates, LetterTexts texts, FormSheet sheet) {
        this.templates = templates;
        this.texts = texts;
        this.sheet = sheet;
    }

    /** Reads what is needed besides the form, for the realm in the session's context. Writing it needs no database any more. */
    public static Form of(KeycloakSession session, FormSheet sheet) {
        Templates templates = Templates.of(session);
        return new Form(templates, templates.texts(session.getContext().getRealm(), sheet.locale()), sheet);
    }

    /** As XHTML. What people typed is in it as text, of signs that the fonts have. */
    String write(TypedText typed) {
        Map<String, Object> content = new HashMap<>();
        content.put("msg", texts);
        content.put("kind", sheet.kind());
        content.put("locale", sheet.locale());
        content.put("portal", texts.portal());
        content.put("reference", sheet.reference());
        content.put("code", QrCode.of(sheet.code()));
        content.put(
                "date",
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(sheet.locale())
                        .format(sheet.date()));
        content.put("sender", clean(sheet.sender(), typed));
        content.put(
                "rows",
                sheet.rows().stream()
                        .map(row -> new FormSheet.Row(row.name(), clean(row.values(), typed)))
                        .toList());
        return templates.process(TEMPLATE, content);
    }

    private static List<String> clean(List<String> values, TypedText typed) {
        return values.stream().map(typed::of).filter(text -> !text.isEmpty()).toList();
    }
}
