package io.github.orgportal.letters;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The texts of one language: {@code msg(key, values…)} in a template. Unlike Keycloak's own method it leaves the values as they are: in
 * those, a <code>${…}</code> that a person typed is a text like any other.
 *
 * @param locale the language
 * @param messages of the theme, and the realm's own
 * @param portal what the portal is called
 */
record LetterTexts(Locale locale, Properties messages, String portal) implements TemplateMethodModelEx {
    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument instanceof TemplateScalarModel text ? text.getAsString() : String.valueOf(argument));
        }
        if (texts.isEmpty()) {
            return TemplateModel.NOTHING;
        }
        String key = texts.get(0);
        return new MessageFormat(messages.getProperty(key, key), locale)
                .format(texts.subList(1, texts.size()).toArray());
    }
}
