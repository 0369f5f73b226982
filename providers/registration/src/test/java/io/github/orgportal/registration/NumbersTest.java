package io.github.orgportal.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest(name = "[{index}]")
    @DisplayName("R-2 numbers are told apart by lines, commas and semicolons, each counts once, and empty ones do not")
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "4711 | 4711",
                "\"4711\r\n4712\n4713\" | 4711 4712 4713",
                "4711, 4712;4713 | 4711 4712 4713",
                "\",,4711\n\n , ;4711\" | 4711",
                "\"\t4711\u00a0\" | 4711\u00a0",
                "\"4711\u20284712\" | 4711 4712",
                "a b, c | a_b c",
                "\" \" | \"\"",
                "\"\" | \"\""
            })
    void parts(String typed, String numbers) {
        assertEquals(
                numbers.isEmpty()
                        ? List.of()
                        : List.of(numbers.split(" ")).stream()
                                .map(number -> number.replace('_', ' '))
                                .toList(),
                Numbers.of(typed));
    }
}
