package io.github.orgportal.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CountriesTest {
    @Test
    @DisplayName("R-1 countries are called and sorted as the reader's language does")
    void inTheLanguage() {
        List<String> german = names(Locale.GERMAN);
        assertTrue(german.indexOf("Ägypten") < german.indexOf("Belgien"), german::toString);
        assertTrue(names(Locale.ENGLISH).contains("Austria"));
        assertEquals(Locale.getISOCountries().length, german.size());
        assertEquals("Deutschland", Countries.name(Countries.FIRST, Locale.GERMAN));
        assertEquals("<x>", Countries.name("<x>", Locale.GERMAN));
    }

    private static List<String> names(Locale language) {
        return Countries.in(language).stream()
                .map((Map<String, String> country) -> country.get("name"))
                .toList();
    }
}
