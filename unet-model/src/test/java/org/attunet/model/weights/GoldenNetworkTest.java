package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks against numbers computed by PyTorch 2 and MONAI 1.5.0 in float64; the README beside the data says how. */
@EnabledIfSystemProperty(named = "attunet.data", matches = ".+")
class GoldenNetworkTest {
    @ParameterizedTest
    @ValueSource(strings = {"baseline_seed11", "convmapping_seed12", "paper_seed31"})
    void everyStoredTensorHolds(String name) {
        List<Difference> differences =
                Verification.run(Path.of(System.getProperty("attunet.data"), "model-golden", name));
        assertThat(differences).hasSizeGreaterThan(100).allMatch(Difference::holds);
    }
}
