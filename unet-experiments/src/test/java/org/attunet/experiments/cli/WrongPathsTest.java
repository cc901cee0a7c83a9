package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file where a folder is meant, a folder where a file is meant, and neither, in every command: said in a sentence, at once. */
class WrongPathsTest {
    /** Of each command, with FILE, DIR and GONE for a text, an empty folder and nothing. */
    private static final String LINES = """
            phantom --out FILE --cases 1 --size 16
            phantom --out FILE/below --cases 1 --size 16
            info --in DIR
            info --in FILE
            info --in GONE
            convert --in GONE --out NEW
            convert --in DIR --out NEW
            convert --in FILE --out NEW
            check --data FILE
            check --data GONE
            check --data DIR
            check --data SET --against GONE
            check --data SET --against FILE
            check --data SET --against DIR
            split --data FILE --protocol reference
            split --data GONE --protocol reference
            split --data DIR --protocol reference
            preprocess --in DIR --out NEW
            preprocess --in GONE --out NEW
            preprocess --in FILE --out NEW
            preprocess --in FILE --label DIR --out NEW
            preprocess --in FILE --out FILE
            plan --data FILE
            plan --data DIR
            plan --data GONE
            plan --data SET --out FILE
            preprocess --data FILE
            preprocess --data GONE
            preprocess --data DIR
            preprocess --data SET --scale demo --runs FILE
            show FILE
            show DIR
            show GONE/x.yaml
            show baseline --scale demo --picture DIR
            show baseline --scale demo --picture FILE/x.png
            settings --out FILE
            settings --out FILE/below
            train --experiment baseline --scale demo --data FILE --runs NEW
            train --experiment baseline --scale demo --data GONE --runs NEW
            train --experiment baseline --scale demo --data DIR --runs NEW
            train --experiment DIR --scale demo --data DIR --runs NEW
            train --experiment baseline --scale demo --data SET --runs FILE
            train --experiment baseline --scale demo --data SET --runs FILE/below
            train --experiment baseline --scale demo --data SET --runs FILE --resume
            cross-validate --experiment baseline --scale demo --data FILE --runs NEW
            cross-validate --experiment baseline --scale demo --data DIR --runs NEW
            cross-validate --experiment baseline --scale demo --data SET --runs FILE --folds 2
            evaluate --model FILE --data DIR --out NEW
            evaluate --model DIR --data DIR --out NEW
            evaluate --model GONE --data DIR --out NEW
            evaluate --runs FILE
            evaluate --runs DIR
            evaluate --predictions FILE --labels DIR --out NEW
            evaluate --predictions DIR --labels FILE --out NEW
            evaluate --predictions DIR --labels DIR --out NEW
            evaluate --predictions DIR --labels DIR --out FILE
            evaluate --predictions DIR --data FILE --out NEW
            predict --model DIR --in DIR --out NEW
            predict --model FILE --in FILE --out NEW
            predict --model GONE --in DIR --out NEW
            predict --model FILE --in GONE --out NEW
            predict --model FILE --in FILE --out FILE/x.nii.gz
            export FILE NEW
            export DIR NEW
            export GONE NEW
            gpu-check --device cpu --out FILE
            gpu-check --device cpu --out FILE/below
            sweep --sweep DIR --scale demo --data DIR --runs NEW
            sweep --sweep FILE --scale demo --data DIR --runs NEW
            sweep --scale demo --data FILE --runs NEW
            sweep --scale demo --data SET --runs FILE
            repro FILE
            repro DIR
            repro GONE
            report --runs FILE
            report --runs DIR
            report --runs GONE
            ui --runs FILE
            weights import --in DIR --out NEW
            weights import --in FILE --out NEW
            weights import --in GONE --out NEW
            weights export --model DIR --out NEW
            weights export --model FILE --out NEW
            weights export --model FILE --out FILE
            weights verify --in FILE
            weights verify --in DIR
            weights verify --in GONE
            """;

    @TempDir
    private Path folder;

    static Stream<String> lines() {
        return LINES.lines();
    }

    @BeforeEach
    void makePaths() throws IOException {
        Files.writeString(folder.resolve("FILE"), "of no kind");
        Files.createDirectory(folder.resolve("DIR"));
    }

    private Run run(String line) {
        if (line.contains(" SET ")) {
            Run made = Run.of("phantom", "--out", folder.resolve("SET").toString(), "--cases", "4", "--size", "16");
            assertThat(made.code()).isZero();
        }
        return Run.of(Stream.of(line.split(" "))
                .map(word -> word.matches("(FILE|DIR|GONE|NEW|SET)(/.*)?")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsNotThereOrOfAnotherKindIsSaidInASentence(String line) {
        Run run = run(line);
        String said = run.messages() + run.results();
        assertThat(run.code()).as(said).isIn(2, 3, 4);
        assertThat(said).contains("unet: ").doesNotContain("a fault of this program", "\tat ", "Exception");
        assertThat(folder.resolve("FILE")).hasContent("of no kind");
        assertThat(folder.resolve("DIR")).isEmptyDirectory();
        assertThat(folder.resolve("NEW")).doesNotExist();
    }

    /** Those that take no path aside: a command added later is asked as well. */
    @Test
    void everyCommandIsAsked() {
        Set<String> asked = new TreeSet<>(Set.of("bench", "doctor", "worker"));
        lines().map(line -> line.substring(0, line.indexOf(' '))).forEach(asked::add);
        assertThat(Commands.commandLine(Console.ofProcess(), false)
                        .getSubcommands()
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(asked);
    }
}
