package org.attunet.experiments.reference;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attunet.data.BadInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/bad-input.md} and the code speak of the same kinds of input, and the page names tests that there are. */
class BadInputPageTest {
    private static final Path PAGE = Path.of("..", "docs", "bad-input.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d.*?) \\|.*\\| (.*?) \\| (.*?) \\|$");
    private static final Pattern EXIT = Pattern.compile("exit code (\\d)");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*Test)?\\.?(\\w*)(…)?`");

    private static List<MatchResult> rows;
    private static Map<String, String> tests;

    @BeforeAll
    static void read() throws IOException {
        rows = ROW.matcher(Files.readString(PAGE)).results().toList();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            tests = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(BadInputPageTest::testsBelow)
                    .collect(toMap(file -> file.getFileName().toString().replace(".java", ""), BadInputPageTest::text));
        }
    }

    @Test
    void everyKindHasItsRowAndEveryRowItsKind() {
        List<String> onPage = rows.stream()
                .flatMap(row -> Stream.of(row.group(1).split(", ")))
                .distinct()
                .toList();
        List<String> inCode = Stream.of(BadInput.values())
                .filter(kind -> kind != BadInput.DATA)
                .map(BadInput::name)
                .toList();
        assertThat(onPage).containsExactlyInAnyOrderElementsOf(inCode);
    }

    /** 4 where a row says nothing else; the pages of runs go on. */
    @Test
    void exitCodesAreThoseOfThePage() {
        for (BadInput kind : BadInput.values()) {
            String usual = kind.name().startsWith("U") ? "0" : "4";
            List<String> onPage = rows.stream()
                    .filter(row -> List.of(row.group(1).split(", ")).contains(kind.name()))
                    .map(row -> EXIT.matcher(row.group(2)))
                    .map(exit -> exit.find() ? exit.group(1) : usual)
                    .toList();
            assertThat(kind == BadInput.DATA ? List.of(usual) : onPage)
                    .as(kind.name())
                    .contains(String.valueOf(kind.exitCode()));
        }
    }

    @Test
    void everyRowNamesTestsThatThereAre() {
        List<String> missing = new ArrayList<>();
        for (MatchResult row : rows) {
            String type = "";
            for (MatchResult name : NAME.matcher(row.group(3)).results().toList()) {
                type = name.group(1) == null ? type : name.group(1);
                if (!isThere(type, name.group(2), name.group(3) != null)) {
                    missing.add(row.group(1) + ": " + type + "." + name.group(2));
                }
            }
            if (type.isEmpty()) {
                missing.add(row.group(1) + " names no test");
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String type, String method, boolean isBegun) {
        String text = tests.getOrDefault(type, "");
        return method.isEmpty()
                ? !text.isEmpty()
                : Pattern.compile("void " + method + (isBegun ? "\\w*" : "") + "\\(")
                        .matcher(text)
                        .find();
    }

    @Test
    void meaningsAreOfOneKindEach() {
        assertThat(Stream.of(BadInput.values()).map(BadInput::meaning)).doesNotHaveDuplicates();
    }

    private static Stream<Path> testsBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith("Test.java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
