package io.github.orgportal.realmconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonOverlayTest {
    @ParameterizedTest(name = "{0} under {1} gives {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{'a':1}; {'b':2}; {'a':1,'b':2}",
                "{'a':1}; {'a':2}; {'a':2}",
                "{'a':{'x':1,'y':1}}; {'a':{'y':2,'z':2}}; {'a':{'x':1,'y':2,'z':2}}",
                "{'a':[1,2]}; {'a':[3]}; {'a':[1,2,3]}",
                "{'a':1,'b':1}; {'a':null}; {'b':1}",
                "{'a':{'x':1}}; {'a':[1]}; {'a':[1]}",
                "{'a':[1]}; {'a':{'x':1}}; {'a':{'x':1}}",
            })
    @DisplayName("Objects merge, arrays append, null removes, the rest replaces")
    void rules(String base, String over, String expected) throws Exception {
        assertEquals(json(expected), JsonOverlay.of(json(base), json(over)));
    }

    @Test
    @DisplayName("Neither argument changes")
    void argumentsStay() throws Exception {
        ObjectNode base = json("{'a':{'x':[1]}}");
        ObjectNode over = json("{'a':{'x':[2]}}");
        JsonOverlay.of(base, over);
        assertEquals(json("{'a':{'x':[1]}}"), base);
        assertEquals(json("{'a':{'x':[2]}}"), over);
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
