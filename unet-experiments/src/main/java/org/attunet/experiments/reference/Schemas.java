package org.attunet.experiments.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.sweep.SweepFile;

/** JSON schemas (draft 2020-12) of the files that users write, for editors that complete and check YAML by them. */
public final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Schemas() {}

    /** Of an experiment file. */
    public static String experiment() {
        ObjectNode schema = head("An experiment of the attention U-Net");
        ObjectNode own = Experiments.guide().schema();
        ObjectNode sections = JSON.objectNode();
        ObjectNode properties = JSON.objectNode();
        properties.set(
                "extends", text("The experiment or file whose settings this one changes; left out, the defaults."));
        ObjectNode definitions = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : own.get("properties").properties()) {
            if (property.getValue().has("properties")) {
                definitions.set(property.getKey(), property.getValue());
                sections.set(property.getKey(), reference("#/$defs/" + property.getKey()));
                properties.set(property.getKey(), sections.get(property.getKey()));
            } else {
                properties.set(property.getKey(), property.getValue());
            }
        }
        definitions.set("settings", closed(sections));
        for (String scale : List.of("full", "demo")) {
            properties.set(
                    scale,
                    reference("#/$defs/settings").put("description", "Laid over the rest at scale " + scale + "."));
        }
        schema.setAll(closed(properties));
        schema.set("$defs", definitions);
        return pretty(schema);
    }

    /** Of a sweep file. */
    public static String sweep() {
        ObjectNode schema = head("A sweep over experiments of the attention U-Net, or a search");
        ObjectNode own = SweepFile.guide().schema();
        ObjectNode properties = (ObjectNode) own.get("properties");
        properties.set("space", reference("#/$defs/space"));
        properties.set(
                "settings",
                JSON.objectNode()
                        .put("type", "object")
                        .put("description", "Laid over every candidate; paths may be dotted or nested."));
        schema.setAll(own);
        schema.set("$defs", JSON.objectNode().set("space", space()));
        return pretty(schema);
    }

    /** Dotted or nested paths, each with values or a range. */
    private static ObjectNode space() {
        ObjectNode values = JSON.objectNode();
        values.set("values", JSON.objectNode().put("type", "array").put("minItems", 1));
        ObjectNode range = JSON.objectNode();
        range.set("min", JSON.objectNode().put("type", "number"));
        range.set("max", JSON.objectNode().put("type", "number"));
        ObjectNode scale = JSON.objectNode();
        List.of("linear", "log", "integer").forEach(scale.putArray("enum")::add);
        range.set("scale", scale);
        ObjectNode nested = JSON.objectNode().put("type", "object");
        nested.set("additionalProperties", reference("#/$defs/space"));
        ObjectNode space = JSON.objectNode().put("type", "object");
        ObjectNode ranged = closed(range);
        ranged.putArray("required").add("min").add("max");
        ObjectNode listed = closed(values);
        listed.putArray("required").add("values");
        ObjectNode one = JSON.objectNode();
        one.putArray("anyOf").add(listed).add(ranged).add(nested);
        space.set("additionalProperties", one);
        return space.put(
                "description", "Settings to search, each {values: […]} or {min, max, scale: linear|log|integer}.");
    }

    private static ObjectNode head(String title) {
        return JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
    }

    private static ObjectNode closed(ObjectNode properties) {
        ObjectNode schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        schema.set("properties", properties);
        return schema;
    }

    private static ObjectNode reference(String to) {
        return JSON.objectNode().put("$ref", to);
    }

    private static ObjectNode text(String description) {
        return JSON.objectNode().put("type", "string").put("description", description);
    }

    private static String pretty(ObjectNode schema) {
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
