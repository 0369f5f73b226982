package io.github.orgportal.organizations.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a JSON object, read strictly: no field that is not known, no value of another type. A null is as good as missing. */
record Fields(JsonNode object) {
    /** Checks that a value is an object with no other fields than these. */
    static Fields of(JsonNode value, List<String> allowed) throws RejectedException {
        if (!value.isObject()) {
            throw new RejectedException(
                    "It is no object, allowed is one with %s".formatted(String.join(", ", allowed)));
        }
        Set<String> unknown = new TreeSet<>();
        value.fieldNames().forEachRemaining(unknown::add);
        allowed.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new RejectedException("'%s' is no known field, allowed are %s"
                    .formatted(String.join("', '", unknown), String.join(", ", allowed)));
        }
        return new Fields(value);
    }

    /** A text that must be there. */
    String text(String name) throws RejectedException {
        return optionalText(name).orElseThrow(() -> new RejectedException("%s is missing".formatted(name)));
    }

    Optional<String> optionalText(String name) throws RejectedException {
        JsonNode value = object.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        return Optional.of(text(name, value));
    }

    Optional<Boolean> flag(String name) throws RejectedException {
        JsonNode value = object.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw new RejectedException("%s is '%s', allowed is true or false".formatted(name, value.toString()));
        }
        return Optional.of(value.booleanValue());
    }

    /** A list of texts, each once. */
    Optional<Set<String>> texts(String name) throws RejectedException {
        JsonNode value = object.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode element : list(name, value)) {
            if (!texts.add(text(name, element))) {
                throw new RejectedException(
                        "%s has '%s' twice, allowed is each once".formatted(name, element.textValue()));
            }
        }
        return Optional.of(texts);
    }

    Optional<List<JsonNode>> list(String name) throws RejectedException {
        JsonNode value = object.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        List<JsonNode> elements = new ArrayList<>();
        list(name, value).forEach(elements::add);
        return Optional.of(elements);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static JsonNode list(String name, JsonNode value) throws RejectedException {
        if (!value.isArray()) {
            throw new RejectedException("%s is no list".formatted(name));
        }
        return value;
    }

    private static String text(String name, JsonNode value) throws RejectedException {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new RejectedException("%s is '%s', allowed is a text in quotation marks that is not empty"
                    .formatted(name, value.isTextual() ? value.textValue() : value.toString()));
        }
        return value.textValue();
    }
}
