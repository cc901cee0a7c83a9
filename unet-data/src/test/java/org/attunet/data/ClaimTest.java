package org.attunet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
    @TempDir
    Path folder;

    private static void refused(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whatComesThereInTheMeantimeIsKept() throws IOException {
        Path file = folder.resolve("mask.nii.gz");
        try (Claim claim = Claim.file(file)) {
            Files.writeString(file, "somebody else's");
            refused(() -> AtomicFile.write(file, "ours"));
        }
        assertThat(Files.readString(file)).isEqualTo("somebody else's");
        assertThat(folder.toFile().list()).containsExactly("mask.nii.gz");
    }

    @Test
    void whatIsWrittenUnderAClaimMayBeWrittenAgain() throws IOException {
        Path file = folder.resolve("a/b.txt");
        try (Claim claim = Claim.folder(folder.resolve("a"))) {
            AtomicFile.write(file, "first");
            AtomicFile.write(file, "second");
        }
        assertThat(Files.readString(file)).isEqualTo("second");
        assertThat(folder.resolve("a").toFile().list()).containsExactly("b.txt");
    }

    @Test
    void withoutAClaimAFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "first");
        AtomicFile.write(file, "second");
        assertThat(Files.readString(file)).isEqualTo("second");
    }

    @Test
    void aFolderIsClaimedOnce() throws IOException {
        Path out = folder.resolve("out");
        try (Claim first = Claim.folder(out)) {
            refused(() -> Claim.folder(out));
            AtomicFile.write(out.resolve("images/a.txt"), "first");
        }
        assertThat(Files.readString(out.resolve("images/a.txt"))).isEqualTo("first");
        refused(() -> Claim.folder(out));
        assertThat(out.toFile().list()).containsExactly("images");
    }

    @Test
    void whatIsOverwrittenIsHeldAgainstOthersToo() throws IOException {
        Path file = Files.createDirectory(folder.resolve("out")).resolve("a.txt");
        Files.writeString(file, "old");
        try (Claim first = Claim.overwriting(folder.resolve("out"))) {
            refused(() -> Claim.overwriting(folder.resolve("out")));
            refused(() -> Claim.folder(folder.resolve("out")));
            AtomicFile.write(file, "new");
        }
        assertThat(Files.readString(file)).isEqualTo("new");
        assertThat(folder.resolve("out").toFile().list()).containsExactly("a.txt");
    }

    @Test
    void aClaimThatCameToNothingLeavesNoFolder() throws IOException {
        Claim.folder(folder.resolve("new")).close();
        assertThat(folder.resolve("new")).doesNotExist();
        Path old = Files.createDirectory(folder.resolve("old"));
        Claim.folder(old).close();
        assertThat(old).isEmptyDirectory();
    }

    @Test
    void aLinkThatLeadsNowhereIsThere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        refused(() -> Claim.file(link));
    }
}
