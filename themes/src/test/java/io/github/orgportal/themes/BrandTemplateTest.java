package io.github.orgportal.themes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTemplateTest {

    private static final double WCAG_AA = 4.5;

    @Test
    @DisplayName("Z-6 text on any brand colour keeps the contrast of WCAG AA")
    void textOnBrandColourIsReadable() throws Exception {
        String[] lines = render(
                        "<#list 0..15 as r><#list 0..15 as g><#list 0..15 as b>"
                                + "<#assign c = '#' + hex[r] + 'f' + hex[g] + '7' + hex[b] + '3'>"
                                + "${c} ${brand.textOn(c)}\n</#list></#list></#list>",
                        Map.of())
                .split("\n");

        assertEquals(16 * 16 * 16, lines.length);
        for (String line : lines) {
            String[] colours = line.split(" ");
            double ratio = contrast(luminance(colours[0]), luminance(colours[1]));
            assertTrue(ratio >= WCAG_AA, line + " has only " + ratio);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#123", "#12345g", "#123456;}", "url(//x)", ""})
    @DisplayName("L-12 what is no colour is ignored")
    void ignoresBadColours(String configured) throws Exception {
        assertEquals("#1f4e79", brand("colour('portalBrandColor', '#1f4e79')", "portalBrandColor", configured));
    }

    @Test
    @DisplayName("L-12 a colour of the realm is taken")
    void takesColour() throws Exception {
        assertEquals("#a0b1c2", brand("colour('portalBrandColor', '#1f4e79')", "portalBrandColor", "#A0B1C2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.example/faq?a=1&b=2",
                "http://portal.example",
                "mailto:hilfe@portal.example",
                "/faq",
                "/",
                "faq/index.html"
            })
    @DisplayName("L-12 footer links go to web pages, mail addresses and this server")
    void takesLinks(String configured) throws Exception {
        assertEquals(configured, brand("link('portalFooterFaqUrl')", "portalFooterFaqUrl", configured));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "//other.example",
                "/\\other.example",
                "https://x.example/\"><b>",
                "java script:x",
                ""
            })
    @DisplayName("L-12 every other link is ignored")
    void ignoresBadLinks(String configured) throws Exception {
        assertEquals("", brand("link('portalFooterFaqUrl')", "portalFooterFaqUrl", configured));
    }

    @ParameterizedTest
    @CsvSource({
        "img/member.svg, /resources/x/login/portal/img/member.svg",
        "https://portal.example/logo.svg?v=1, https://portal.example/logo.svg?v=1",
        "/static/logo.svg, /static/logo.svg",
        "../../secret, ''",
        "javascript:x, ''",
        "//other.example/x, ''",
        "https://x.example/), ''",
        "'https://x.example/\"', ''",
    })
    @DisplayName("L-12 a logo is a file of the theme or an address, safe inside a style sheet")
    void checksLogo(String configured, String expected) throws Exception {
        assertEquals(expected, brand("logo('/resources/x/login/portal')", "portalBrandLogo", configured));
    }

    @Test
    @DisplayName("L-12 without a name of its own a portal is called as its realm")
    void fallsBackToRealmName() throws Exception {
        assertEquals("Mitglieder", brand("name('Mitglieder')", "portalBrandName", "{0}"));
        assertEquals("Nordkasse", brand("name('Mitglieder')", "portalBrandName", "Nordkasse"));
        assertEquals("Mitglieder", brand("name('Mitglieder')", "portalBrandName", " "));
    }

    private static String brand(String call, String key, String configured) throws Exception {
        return render("${brand." + call + "?no_esc}", Map.of(key, configured));
    }

    private static String render(String body, Map<String, String> texts) throws IOException, TemplateException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_32);
        configuration.setDirectoryForTemplateLoading(
                Path.of("src/main/resources/theme-resources/templates").toFile());
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setLogTemplateExceptions(false);
        // As Keycloak's MessageFormatterMethod: a key without a text comes back as it is.
        TemplateMethodModelEx msg = given -> {
            List<?> arguments = given;
            String key = arguments.get(0).toString();
            Object[] parameters =
                    arguments.stream().skip(1).map(Object::toString).toArray();
            return new MessageFormat(texts.getOrDefault(key, key), Locale.GERMAN).format(parameters);
        };
        StringWriter out = new StringWriter();
        new Template("test.ftl", "<#import 'portal-brand.ftl' as brand>" + body, configuration)
                .process(Map.of("msg", msg, "hex", "0123456789abcdef".split("")), out);
        return out.toString();
    }

    /** Relative luminance, WCAG 2.1. */
    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int at) {
        double channel = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
}
