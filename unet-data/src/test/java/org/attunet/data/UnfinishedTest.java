package org.attunet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
    @TempDir
    Path folder;

    private Path left(long process) throws IOException {
        return Files.writeString(folder.resolve(".writing-" + process + "-" + UUID.randomUUID()), "half");
    }

    /** The number of a process that was. */
    private static long gone() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-version").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void theNextWriteClearsWhatAKilledOneLeft() throws IOException, InterruptedException {
        Path left = left(gone());
        AtomicFile.write(folder.resolve("new.txt"), "whole");
        assertThat(left).doesNotExist();
        assertThat(folder.resolve("new.txt")).hasContent("whole");
    }

    @Test
    void whatARunningProgramWritesIsLeftAlone() throws IOException {
        Path own = left(ProcessHandle.current().pid());
        Path others = left(ProcessHandle.current().parent().orElseThrow().pid());
        AtomicFile.write(folder.resolve("new.txt"), "whole");
        assertThat(own).exists();
        assertThat(others).exists();
    }

    @Test
    void whatIsLockedIsLeftAlone() throws IOException, InterruptedException {
        Path onAnotherMachine = folder.resolve(".writing-" + gone() + "-" + UUID.randomUUID());
        try (FileChannel channel = Unfinished.open(onAnotherMachine)) {
            AtomicFile.write(folder.resolve("new.txt"), "whole");
            assertThat(onAnotherMachine).exists();
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void filesOfOtherNamesAreNotOurs() throws IOException {
        Path theirs = Files.writeString(folder.resolve(".writing-notes"), "kept");
        AtomicFile.write(folder.resolve("new.txt"), "whole");
        assertThat(theirs).exists();
    }
}
