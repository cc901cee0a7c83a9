package org.attunet.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attunet.model.SettingsException;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.junit.jupiter.api.Test;

class NetworkSettingsTest {
    private static final NetworkSettings BASELINE = NetworkSettings.reference(1, 2, List.of(64, 128, 256, 512));

    @Test
    void defaultsAreTheReferences() {
        assertThat(BASELINE.gate()).isEqualTo(Gate.ADDITIVE);
        assertThat(BASELINE.head()).isEqualTo(Head.REFERENCE);
        assertThat(BASELINE.supervision()).isEqualTo(3);
        assertThat(BASELINE.norm()).isEqualTo(Norm.BATCH);
        assertThat(BASELINE.activation()).isEqualTo(Activation.RELU);
        assertThat(BASELINE.dropout()).isZero();
        assertThat(BASELINE.residual()).isFalse();
    }

    @Test
    void inputsDivideByTwoForEachHalving() {
        assertThat(BASELINE.divisor()).isEqualTo(8);
        assertThat(NetworkSettings.reference(1, 2, List.of(64, 128, 256, 512, 1024))
                        .divisor())
                .isEqualTo(16);
    }

    @Test
    void patchThatDoesNotDivideNamesTheNearestThatDoes() {
        assertThatCode(() -> BASELINE.checkPatch(96, 160, 8)).doesNotThrowAnyException();
        assertThatThrownBy(() -> BASELINE.checkPatch(100, 96, 3))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("100×96×3")
                .hasMessageContaining("divide by 8")
                .hasMessageContaining("104×96×8");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> new NetworkSettings(
                        Variant.PAPER,
                        0,
                        1,
                        List.of(8, -1),
                        Gate.ADDITIVE,
                        Head.LINEAR,
                        4,
                        Norm.BATCH,
                        Activation.RELU,
                        1,
                        false))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("network.input-channels")
                .hasMessageContaining("network.classes")
                .hasMessageContaining("network.widths must be positive")
                .hasMessageContaining("network.supervision must be 1…3, not 4")
                .hasMessageContaining("5 levels")
                .hasMessageContaining("network.dropout");
    }

    @Test
    void classWeightsMustBeAsManyAsClasses() {
        LossSettings loss = new LossSettings(LossKind.DICE, 1, 1, List.of(1.0, 2.0, 3.0));
        assertThatThrownBy(() -> NetworkPlans.training(BASELINE, loss))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("3 weights for 2 classes");
    }

    @Test
    void groupsDivideTheChannels() {
        assertThat(Norm.groups(64)).isEqualTo(8);
        assertThat(Norm.groups(12)).isEqualTo(6);
        assertThat(Norm.groups(7)).isEqualTo(7);
        assertThat(Norm.groups(11)).isEqualTo(1);
    }
}
