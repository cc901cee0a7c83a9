package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.model.kernel.cuda.CudaLibraries;
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
        assertThat(prepared("bench", "--engine", "ND4J").backendOptions())
                .isEqualTo(List.of("--engine", "nd4j", "--device", "auto"));
        assertThat(prepared("bench", "--device", "CPU").backendOptions())
                .isEqualTo(List.of("--engine", "auto", "--device", "cpu"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train --experiment baseline", "predict --model m --in i --out o", "doctor", "sweep"})
    void anEngineThatThereIsNotIsRefusedBeforeAnythingElse(String line) {
        Run run = Run.of((line + " --engine abacus").split(" "));
        assertThat(run.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.messages()).contains("the engine (--engine) is abacus; it can be auto, onednn or nd4j");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"train --experiment baseline", "predict --model m --in i --out o", "sweep", "show baseline"})
    void aDeviceThatThereIsNotIsRefusedBeforeAnythingElse(String line) {
        Run run = Run.of((line + " --device gpu").split(" "));
        assertThat(run.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.messages()).contains("the device (--device) is gpu; it can be auto, cpu, cuda or cuda:n");
    }

    /** One sentence and exit code 3, before the data are looked for; never the CPU in silence. */
    @ParameterizedTest
    @ValueSource(strings = {"train --experiment baseline --data nowhere", "evaluate --model m --data d", "bench"})
    void aGpuThatCannotBeUsedEndsTheCommand(String line) {
        assumeFalse(CudaLibraries.areBuiltIn());
        Run run = Run.of((line + " --device cuda").split(" "));
        assertThat(run.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.messages().lines())
                .containsExactly(
                        "unet: this build has no part for GPUs: build with -Pcuda, or start with UNET_PROFILES=cuda ./unet");
    }

    @Test
    void doctorSaysWhatAGpuLacksAndGoesOn() {
        assumeFalse(CudaLibraries.areBuiltIn());
        Run run = Run.of("doctor", "--device", "cuda");
        assertThat(run.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.results()).contains("CUDA               cannot be used", "bad: this build has no part for GPUs");
    }

    @Test
    void doctorSaysWhichEngineAndWhy() {
        assertThat(Run.of("doctor", "--engine", "nd4j").results()).contains("ND4J's operations", "(--engine nd4j)");
        assertThat(Run.of("doctor").results()).contains("oneDNN").doesNotContain("--engine");
    }
}
