package io.github.orgportal.letters;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Letters of a realm that become one document: {@code html/portal-letters.ftl} of its email theme, with {@code html/portal-letter.ftl} for
 * each of them.
 */
public final class LetterBatch {
    private static final String FRAME = "portal-letters.ftl";
    private static final String LETTER = "portal-letter.ftl";
    /** Blanks between groups of five: who copies it from paper keeps the place. */
    private static final Pattern GROUPS = Pattern.compile("(.{5})(?=.)");

    private final Templates templates;
    private final Map<Locale, LetterTexts> texts;
    private final List<LetterSheet> sheets;

    LetterBatch(Templates templates, Map<Locale, LetterTexts> texts, List<LetterSheet> sheets) {
        this.templates = templates;
        this.texts = Map.copyOf(texts);
        this.sheets = List.copyOf(sheets);
    }

    /**
     * Reads what is needed besides the letters, for the realm in the session's context. Writing them needs no database any more.
     *
     * @param sheets at least one
     */
    public static LetterBatch of(KeycloakSession session, List<LetterSheet> sheets) {
        RealmModel realm = session.getContext().getRealm();
        Templates templates = Templates.of(session);
        Map<Locale, LetterTexts> texts = new HashMap<>();
        sheets.forEach(sheet -> texts.computeIfAbsent(sheet.locale(), locale -> templates.texts(realm, locale)));
        return new LetterBatch(templates, texts, sheets);
    }

    /** As XHTML. What people typed is in it as text, of signs that the fonts have. */
    String write(TypedText typed, AddressLines addresses) {
        List<String> pages = new ArrayList<>();
        for (LetterSheet sheet : sheets) {
            pages.add(templates.process(LETTER, letter(sheet, typed, addresses)));
        }
        Map<String, Object> frame = common(sheets.get(0));
        frame.put("letters", pages);
        return templates.process(FRAME, frame);
    }

    private Map<String, Object> letter(LetterSheet sheet, TypedText typed, AddressLines addresses) {
        Addressee addressee = sheet.addressee();
        Addressee clean = new Addressee(
                typed.of(addressee.name()),
                typed.of(addressee.organization()),
                typed.of(addressee.street()),
                typed.of(addressee.postalCode()),
                typed.of(addressee.city()),
                typed.of(addressee.country()));
        DateTimeFormatter date =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(sheet.locale());
        Map<String, Object> content = common(sheet);
        content.put("kind", sheet.kind());
        content.put("address", addresses.of(clean));
        content.put("name", clean.name());
        content.put("organization", clean.organization());
        content.put("memberNumber", typed.of(sheet.memberNumber()));
        content.put("reference", sheet.reference());
        content.put("date", date.format(sheet.date()));
        content.put("value", shown(sheet, typed));
        content.put("lastDay", sheet.lastDay().map(date::format).orElse(""));
        return content;
    }

    private static String shown(LetterSheet sheet, TypedText typed) {
        String value = typed.of(sheet.value());
        return sheet.lastDay().isPresent() ? GROUPS.matcher(value).replaceAll("$1 ") : value;
    }

    private Map<String, Object> common(LetterSheet sheet) {
        LetterTexts own = Optional.ofNullable(texts.get(sheet.locale())).orElseThrow();
        Map<String, Object> content = new HashMap<>();
        content.put("msg", own);
        content.put("locale", sheet.locale());
        content.put("portal", own.portal());
        return content;
    }
}
