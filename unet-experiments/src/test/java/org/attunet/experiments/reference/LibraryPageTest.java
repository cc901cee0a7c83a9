package org.attunet.experiments.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The types that {@code docs/java.md} names to build on are there for everybody. */
class LibraryPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(org\\.attunet[a-z.]+)` \\| (.*) \\|$");
    private static final Pattern TYPE = Pattern.compile("`(\\w+)`");

    private static Map<String, List<String>> rows() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "java.md")));
        while (row.find()) {
            rows.put(
                    row.group(1),
                    TYPE.matcher(row.group(2))
                            .results()
                            .map(type -> type.group(1))
                            .toList());
        }
        return rows;
    }

    @Test
    void everyNamedTypeIsPublic() throws IOException, ClassNotFoundException {
        assertThat(rows()).hasSize(10);
        for (Map.Entry<String, List<String>> row : rows().entrySet()) {
            for (String type : row.getValue()) {
                Class<?> found = Class.forName(row.getKey() + "." + type);
                assertThat(Modifier.isPublic(found.getModifiers())).as(type).isTrue();
            }
        }
    }
}
