package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    private static final Set<String> KNOWN = Set.of("a", "b", "c");

    @TempDir
    private Path folder;

    private static Split split(List<String> train, List<String> validation, List<String> test) {
        return new Split("own", 5, train, validation, test);
    }

    @Test
    void everyPartHoldsItsCases() {
        Split split = split(List.of("a"), List.of("b"), List.of("c"));
        assertThat(List.of("a", "b", "c")).allMatch(split::holds);
        assertThat(split.holds("d")).isFalse();
        assertThat(split.part("train")).containsExactly("a");
        assertThat(split.part("validation")).containsExactly("b");
        assertThat(split.part("test")).containsExactly("c");
        assertThatThrownBy(() -> split.part("tests")).hasMessageContaining("not tests");
    }

    @Test
    void aSplitInOrderIsPassedOn() {
        Split split = split(List.of("a"), List.of("b"), List.of("c"));
        assertThat(split.check(KNOWN, Split.Overlap.REFUSED)).isSameAs(split);
    }

    @Test
    void aCaseInTwoPlacesIsRefusedUnlessAllowed() {
        Split split = split(List.of("a", "b"), List.of("b"), List.of("c", "c"));
        assertThatThrownBy(() -> split.check(KNOWN, Split.Overlap.REFUSED))
                .isInstanceOf(DataException.class)
                .hasMessage("the split has cases in two places: b (train and validation), c (test and test)"
                        + " (data.allow-overlap=true permits it)");
        assertThat(split.check(KNOWN, Split.Overlap.ALLOWED)).isSameAs(split);
    }

    /** Both are said at once, and a case that is not there is refused whatever is allowed. */
    @Test
    void casesThatAreNotThereAreRefused() {
        Split split = split(List.of("z", "a"), List.of("y"), List.of("a"));
        assertThatThrownBy(() -> split.check(KNOWN, Split.Overlap.REFUSED))
                .hasMessageStartingWith(
                        "the split names cases that the dataset does not have: y, z; it has cases in two");
        assertThatThrownBy(() -> split.check(KNOWN, Split.Overlap.ALLOWED))
                .hasMessage("the split names cases that the dataset does not have: y, z");
    }

    @Test
    void protocolAndSeedOfAFileAreKept() throws IOException {
        Split read = SplitFile.read(
                file("{'protocol': 'own', 'seed': 5, 'train': ['a'], 'validation': ['b'], 'test': [3]}"));
        assertThat(read).isEqualTo(split(List.of("a"), List.of("b"), List.of("3")));
    }

    @Test
    void protocolAndSeedMayBeLeftOut() throws IOException {
        Split read = SplitFile.read(file("{'train': ['a'], 'validation': [], 'test': []}"));
        assertThat(read).isEqualTo(new Split("", 0, List.of("a"), List.of(), List.of()));
    }

    @Test
    void aListOfOneFoldIsASplit() throws IOException {
        Path one = file("{'folds': [{'train': ['a'], 'validation': ['b'], 'test': []}]}");
        assertThat(SplitFile.read(one).validation()).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{'train': ['a'], 'validation': []}; has no list 'test'",
                "{'train': 'a', 'validation': [], 'test': []}; has no list 'train'",
                "{'train': [], 'validation': [1.5], 'test': []}; has a number in its list 'validation'",
                "{'train': [[1]], 'validation': [], 'test': []}; has an array in its list 'train'",
                "{'train': [], 'validation': [], 'test': [{}]}; has an object in its list 'test'",
                "{'train': [], 'validation': [], 'test': [true]}; has a boolean in its list 'test'",
                "{'folds': []}; holds no fold"
            })
    void whatIsNoSplitIsNamed(String json, String problem) throws IOException {
        Path file = file(json);
        assertThatThrownBy(() -> SplitFile.readAll(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the split file " + file + " " + problem);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("split.json"), json.replace('\'', '"'));
    }

    /** Folds have one protocol and one seed, which the file says once. */
    @Test
    void whatFoldsShareIsWrittenOnce() throws IOException {
        Path file = folder.resolve("split.json");
        SplitFile.writeFolds(SplitProtocol.kFold(List.of("a", "b", "c"), 3, 9), file);
        assertThat(Files.readString(file))
                .containsOnlyOnce("\"protocol\" : \"k-fold\"")
                .containsOnlyOnce("\"seed\" : 9")
                .endsWith("}\n");
    }

    @Test
    void splitsAndFoldsComeBackAsWritten() {
        Split split = SplitProtocol.reference(List.of("a", "b", "c", "d", "e"));
        Path file = folder.resolve("split.json");
        SplitFile.write(split, file);
        assertThat(SplitFile.read(file)).isEqualTo(split);

        var folds = SplitProtocol.kFold(List.of("a", "b", "c", "d", "e"), 3, 9);
        SplitFile.writeFolds(folds, file);
        assertThat(SplitFile.readAll(file)).isEqualTo(folds);
        assertThatThrownBy(() -> SplitFile.read(file)).hasMessageContaining("3 folds");
    }
}
