package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a run, among processes of this machine and of others. */
class RunLeaseTest {
    @TempDir
    private Path folder;

    private Path lock;

    @BeforeEach
    void nameTheLock() {
        lock = folder.resolve(RunLock.NAME);
    }

    private Path lease(int number) {
        return folder.resolve(".lock.lease-" + number);
    }

    /** As another machine wrote it so long ago. */
    private Path ofAnotherMachine(int number, Duration ago) throws IOException {
        Files.writeString(lease(number), new Owner("elsewhere", 4711, "") + "\nx\n");
        Files.setLastModifiedTime(lease(number), FileTime.from(Instant.now().minus(ago)));
        return lease(number);
    }

    @Test
    void aRunIsHadOnceAndThenAgain() throws IOException {
        Optional<RunLease> first = RunLease.take(lock);
        assertThat(first).isPresent();
        assertThat(RunLease.take(lock)).isEmpty();
        first.orElseThrow().close();
        assertThat(folder).isEmptyDirectory();
        RunLease.take(lock).orElseThrow().close();
    }

    @Test
    void oneOfAProcessOfThisMachineThatIsNoMoreIsTakenOverAtOnce() throws IOException {
        Owner ours = Owner.ofThisProcess();
        Files.writeString(lease(3), new Owner(ours.machine(), Long.MAX_VALUE / 1000, ours.start()) + "\nx\n");
        try (RunLease taken = RunLease.take(lock).orElseThrow()) {
            assertThat(taken.isHeld()).isTrue();
            assertThat(lease(3)).doesNotExist();
            assertThat(lease(4)).exists();
        }
    }

    @Test
    void aNumberThatAnotherProcessHasGotMeanwhileIsNotItsOwner() throws IOException {
        Owner ours = Owner.ofThisProcess();
        Files.writeString(lease(1), new Owner(ours.machine(), ours.process(), "2001-01-01T00:00:00Z") + "\nx\n");
        RunLease.take(lock).orElseThrow().close();
    }

    @Test
    void oneOfAnotherMachineIsTakenOverAfterAMinuteWithoutASignOfLife() throws IOException {
        ofAnotherMachine(1, RunLease.LOST.minusSeconds(20));
        assertThat(RunLease.take(lock)).isEmpty();
        assertThat(RunLease.isLost(lock)).isFalse();
        ofAnotherMachine(1, RunLease.LOST.plusSeconds(1));
        assertThat(RunLease.isLost(lock)).isTrue();
        RunLease.take(lock).orElseThrow().close();
    }

    @Test
    void oneThatIsJustBeingWrittenIsHeld() throws IOException {
        Files.createFile(lease(1));
        assertThat(RunLease.take(lock)).isEmpty();
    }

    @Test
    void whoeverWasTakenForLostNoticesBeforeItWrites() throws IOException {
        RunFolder run = new RunFolder(folder);
        try (RunLock slow = RunLock.of(run)) {
            assertThatCode(() -> slow.requireHeld(run)).doesNotThrowAnyException();
            Files.delete(lease(1));
            ofAnotherMachine(2, Duration.ZERO);
            assertThatThrownBy(() -> slow.requireHeld(run))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("was taken over by another process");
        }
        assertThat(lease(2)).exists();
    }

    @Test
    void aRunOfAnotherMachineIsRefusedAndTheMessageSaysHowLong() throws IOException {
        ofAnotherMachine(1, Duration.ZERO);
        assertThatThrownBy(() -> RunLock.of(new RunFolder(folder)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is being trained by another process")
                .hasMessageContaining("after 60 s");
    }
}
