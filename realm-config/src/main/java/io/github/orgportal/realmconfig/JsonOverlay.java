package io.github.orgportal.realmconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Lays one JSON object over another: RFC 7396 (JSON merge patch), but arrays are appended instead of replaced.
 *
 * <p>So an object is merged key by key, {@code null} removes a key, an array's elements come after those that are there, and any
 * other value replaces. A portal can add a client or a flow to the shared ones, and cannot take one away.
 */
final class JsonOverlay {
    private JsonOverlay() {}

    /** Answers a new object; both arguments stay as they are. */
    static ObjectNode of(ObjectNode base, ObjectNode over) {
        ObjectNode result = base.deepCopy();
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            JsonNode there = result.path(key);
            if (value.isNull()) {
                result.remove(key);
            } else if (there instanceof ObjectNode below && value instanceof ObjectNode above) {
                result.set(key, of(below, above));
            } else if (there instanceof ArrayNode below && value instanceof ArrayNode above) {
                below.addAll(above.deepCopy());
            } else {
                result.set(key, value.deepCopy());
            }
        }
        return result;
    }
}
