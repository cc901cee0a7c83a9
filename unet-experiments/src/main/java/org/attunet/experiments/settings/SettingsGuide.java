package org.attunet.experiments.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to set, from a record and the comments of the file that holds its defaults: for a page that people read, and
 * as a JSON schema that editors complete and check by.
 */
public final class SettingsGuide {
    private final Class<? extends Record> type;
    private final Map<String, String> comments;
    private final Tuples tuples;
    private final Map<String, List<String>> words;

    /**
     * A setting, or a group of them.
     *
     * @param path dotted
     * @param takes what may be written, in words; empty for a group
     * @param meaning the comment above its default; empty where there is none
     */
    public record Setting(String path, String takes, String meaning) {
        /** Whether further settings lie below it. */
        public boolean isGroup() {
            return takes.isEmpty();
        }
    }

    private SettingsGuide(
            Class<? extends Record> type,
            Map<String, String> comments,
            Tuples tuples,
            Map<String, List<String>> words) {
        this.type = type;
        this.comments = comments;
        this.tuples = tuples;
        this.words = words;
    }

    /**
     * A guide to one kind of document.
     *
     * @param defaults YAML with a comment above each setting
     * @param tuples records that are written as a list
     */
    public static SettingsGuide of(Class<? extends Record> type, String defaults, Tuples tuples) {
        return new SettingsGuide(type, YamlComments.of(defaults), tuples, Map.of());
    }

    /** The same where a setting takes words that its type does not know: instead of any text, beside anything else. */
    public SettingsGuide withWords(String path, List<String> taken) {
        Map<String, List<String>> more = new HashMap<>(words);
        more.put(path, List.copyOf(taken));
        return new SettingsGuide(type, comments, tuples, more);
    }

    /** All groups and settings, in the record's order, each group before what is in it. */
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        collect(type, "", all);
        return all;
    }

    private void collect(Class<?> record, String prefix, List<Setting> all) {
        RecordShape shape = RecordShape.of(record);
        for (int i = 0; i < shape.size(); i++) {
            String path = prefix + shape.key(i);
            if (isGroup(shape, i) && isToldAsWhole(path)) {
                String keys = String.join(
                        ", ", RecordShape.of((Class<?>) shape.type(i)).keys());
                all.add(new Setting(path, "{" + keys + "}", meaning(path)));
            } else if (isGroup(shape, i)) {
                all.add(new Setting(path, "", meaning(path)));
                collect((Class<?>) shape.type(i), path + ".", all);
            } else {
                all.add(new Setting(path, kind(shape, i, path).words(), meaning(path)));
            }
        }
    }

    /** A group with a comment of its own and none inside is one line, as it was written. */
    private boolean isToldAsWhole(String path) {
        return comments.containsKey(path) && comments.keySet().stream().noneMatch(key -> key.startsWith(path + "."));
    }

    /** A JSON schema of the record: every setting may be left out, none may be added. */
    public ObjectNode schema() {
        return schema(type, "");
    }

    private ObjectNode schema(Class<?> record, String prefix) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        RecordShape shape = RecordShape.of(record);
        for (int i = 0; i < shape.size(); i++) {
            String path = prefix + shape.key(i);
            ObjectNode one = isGroup(shape, i)
                    ? schema((Class<?>) shape.type(i), path + ".")
                    : kind(shape, i, path).schema();
            if (!meaning(path).isEmpty()) {
                one.put("description", meaning(path));
            }
            properties.set(shape.key(i), one);
        }
        return schema;
    }

    private boolean isGroup(RecordShape shape, int i) {
        return shape.type(i) instanceof Class<?> nested && nested.isRecord() && !tuples.contains(nested);
    }

    private SettingType kind(RecordShape shape, int i, String path) {
        SettingType kind = SettingType.of(shape.type(i), tuples);
        if (!words.containsKey(path)) {
            return kind;
        }
        SettingType oneOf = SettingType.oneOf(words.get(path));
        return shape.type(i) == String.class ? oneOf : kind.or(oneOf);
    }

    private String meaning(String path) {
        return comments.getOrDefault(path, "");
    }
}
