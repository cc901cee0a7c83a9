package org.attunet.experiments.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Holds a document against a JSON schema, by the rules of draft 2020-12 for the keywords that ours use; any other keyword is an
 * error. Agrees with Python's jsonschema 4.26.0 on this test's documents.
 */
final class SchemaCheck {
    private static final Set<String> NOTES = Set.of("$schema", "$defs", "title", "description");

    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(JsonNode root) {
        this.root = root;
    }

    static List<String> problems(JsonNode schema, JsonNode document) {
        return new SchemaCheck(schema).below(schema, document, "");
    }

    private List<String> below(JsonNode schema, JsonNode value, String path) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!NOTES.contains(keyword.getKey())
                    && !holds(keyword.getKey(), keyword.getValue(), schema, value, path)) {
                problems.add(path + ": " + value + " breaks " + keyword);
            }
        }
        return problems;
    }

    private boolean holds(String keyword, JsonNode rule, JsonNode schema, JsonNode value, String path) {
        return switch (keyword) {
            case "type" -> isOfType(rule.asText(), value);
            case "enum" -> StreamSupport.stream(rule.spliterator(), false).anyMatch(value::equals);
            case "$ref" -> isValid(root.at(rule.asText().substring(1)), value, path);
            case "anyOf" -> StreamSupport.stream(rule.spliterator(), false).anyMatch(one -> isValid(one, value, path));
            case "minItems" -> !value.isArray() || value.size() >= rule.asInt();
            case "maxItems" -> !value.isArray() || value.size() <= rule.asInt();
            case "required" -> StreamSupport.stream(rule.spliterator(), false).allMatch(key -> value.has(key.asText()));
            case "items" ->
                !value.isArray()
                        || StreamSupport.stream(value.spliterator(), false).allMatch(item -> isValid(rule, item, path));
            case "properties" -> propertiesHold(rule, value, path);
            case "additionalProperties" -> othersHold(rule, schema.path("properties"), value, path);
            default -> throw new IllegalArgumentException("an unknown keyword: " + keyword);
        };
    }

    private boolean isValid(JsonNode schema, JsonNode value, String path) {
        return new SchemaCheck(root).below(schema, value, path).isEmpty();
    }

    private boolean propertiesHold(JsonNode rule, JsonNode value, String path) {
        rule.properties().stream()
                .filter(property -> value.has(property.getKey()))
                .forEach(property ->
                        below(property.getValue(), value.get(property.getKey()), path + "/" + property.getKey()));
        return true;
    }

    private boolean othersHold(JsonNode rule, JsonNode known, JsonNode value, String path) {
        return value.properties().stream()
                .filter(property -> !known.has(property.getKey()))
                .allMatch(property -> rule.isObject() && isValid(rule, property.getValue(), path));
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> throw new IllegalArgumentException("an unknown type: " + type);
        };
    }
}
