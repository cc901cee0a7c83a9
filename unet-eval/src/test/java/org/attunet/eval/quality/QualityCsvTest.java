package org.attunet.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCsvTest {
    @TempDir
    private Path folder;

    /** Bit for bit: what is learned from them must not depend on the way. */
    @Test
    void whatIsWrittenIsRead() {
        MaskTraits traits = new MaskTraits(0.1 + 0.2, 1e-7, 2.0 / 7);
        List<CaseQuality> cases = List.of(
                new CaseQuality("a, \"b\"", Optional.of(new PredictedDice(0.7, 0.6)), 1.0 / 9, Optional.of(traits)),
                new CaseQuality("nothing learned", Optional.empty(), 0, Optional.of(traits)),
                new CaseQuality("several networks", Optional.of(new PredictedDice(0.1, 0.6)), 1, Optional.empty()));
        Path file = folder.resolve("quality.csv");
        QualityCsv.write(file, cases);
        assertThat(QualityCsv.read(file)).isEqualTo(cases);
    }

    @Test
    void withoutAFileNoCaseIsKnown() {
        assertThat(QualityCsv.read(folder.resolve("none.csv"))).isEmpty();
    }

    @Test
    void aFileThatIsNoneIsRefusedByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("quality.csv"), "case,dice\na,0.5\n");
        assertThatThrownBy(() -> QualityCsv.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("quality.csv");
    }
}
