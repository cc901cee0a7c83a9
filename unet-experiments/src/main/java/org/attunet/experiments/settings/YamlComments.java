package org.attunet.experiments.settings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a YAML document in block style says of its keys: the comment right above a key, by the key's dotted path. A comment with an
 * empty line below it belongs to no key.
 */
final class YamlComments {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9-]+):.*");

    private record Level(int indent, String path) {}

    private final Map<String, String> comments = new LinkedHashMap<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<String> pending = new ArrayList<>();

    private YamlComments() {}

    static Map<String, String> of(String yaml) {
        YamlComments reader = new YamlComments();
        yaml.lines().forEach(reader::line);
        return reader.comments;
    }

    private void line(String line) {
        Matcher key = KEY.matcher(line);
        if (line.strip().startsWith("#")) {
            pending.add(line.strip().substring(1).strip());
        } else {
            if (key.matches()) {
                key(key.group(1).length(), key.group(2));
            }
            pending.clear();
        }
    }

    private void key(int indent, String name) {
        while (!levels.isEmpty() && levels.peek().indent() >= indent) {
            levels.pop();
        }
        String path = levels.isEmpty() ? name : levels.peek().path() + "." + name;
        levels.push(new Level(indent, path));
        if (!pending.isEmpty()) {
            comments.put(path, String.join(" ", pending));
        }
    }
}
