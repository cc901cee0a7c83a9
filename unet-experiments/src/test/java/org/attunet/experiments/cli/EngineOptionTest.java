package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.engine.OneDnnBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class EngineOptionTest {
    private static UnetCommand prepared(String... line) {
        UnetCommand command = Commands.commandLine(Console.ofProcess(), false)
                .parseArgs(line)
                .subcommand()
                .commandSpec()
                .commandLine()
                .getCommand();
        command.prepare();
        return command;
    }

    @Test
    void aCommandComputesByTheEngineThatItsLineNames() {
        Backend nd4j = new Nd4jBackend(DataType.FLOAT);
        assertThat(prepared("doctor", "--engine", "nd4j").backend()).isEqualTo(nd4j);
        assertThat(prepared("doctor", "--engine", "onednn").backend()).isEqualTo(new OneDnnBackend());
        // What one command was told is nothing to the next.
        assertThat(prepared("doctor").backend()).isEqualTo(new OneDnnBackend());
    }

    @Test
    void anotherProcessOfTheCommandIsToldTheSame() {
        assertThat(prepared("bench", "--engine", "ND4J").backendOptions()).isEqualTo(List.of("--engine", "nd4j"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train --experiment baseline", "predict --model m --in i --out o", "doctor", "sweep"})
    void anEngineThatThereIsNotIsRefusedBeforeAnythingElse(String line) {
        Run run = Run.of((line + " --engine abacus").split(" "));
        assertThat(run.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.messages()).contains("the engine (--engine) is abacus; it can be auto, onednn or nd4j");
    }

    @Test
    void doctorSaysWhichEngineAndWhy() {
        assertThat(Run.of("doctor", "--engine", "nd4j").results()).contains("ND4J's operations", "(--engine nd4j)");
        assertThat(Run.of("doctor").results()).contains("oneDNN").doesNotContain("--engine");
    }
}
