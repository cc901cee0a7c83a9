package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.AxisOrder;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenMaskTest {
    private static final Geometry GRID =
            new Geometry(new Size(3, 2, 1), Affine.diagonal(new Spacing(0.8, 0.8, 3), -20, 10, 30));

    @TempDir
    private Path folder;

    private GivenMask read(String map, float... values) {
        Path file = folder.resolve("mask.nii.gz");
        NiftiWriter.write(Volume.of(GRID, values), file);
        LabelMap classes = map.isEmpty() ? LabelMap.NONE : LabelMap.parse(List.of(map), LabelMap.Others.BACKGROUND);
        return GivenMask.read(file, classes, Optional.empty());
    }

    @Test
    void listedValuesAreMappedAndAllAreCounted() {
        GivenMask read = read("7=1,8=2", 0, 7, 7, 1, 8, 7);

        assertThat(read.mask().labels()).containsExactly(0, 1, 1, 0, 2, 1);
        assertThat(read.values()).isEqualTo(Map.of(1, 1L, 7, 3L, 8, 1L));
    }

    @Test
    void withoutAMapValuesAreClasses() {
        GivenMask read = read("", 255, 255, 0, 1.0004f, 0, 255);

        assertThat(read.mask().get(0)).isEqualTo(255);
        assertThat(read.mask().get(3)).isEqualTo(1);
        assertThat(read.values()).isEqualTo(Map.of(255, 3L, 1, 1L));
    }

    @Test
    void evenBackgroundCanBeMapped() {
        assertThat(read("0=1", 0, 3, 0, 0, 3, 3).mask().labels()).containsExactly(1, 0, 1, 1, 0, 0);
    }

    @Test
    void negativeValuesCountWhereTheyAreListedAndElseAreNoLabels() {
        assertThat(read("-1=0,1=1", -1, 1, 0, -1, 1, 1).mask().labels()).containsExactly(0, 1, 0, 0, 1, 1);
        assertThatThrownBy(() -> read("1=1", -1, 1, 0, -1, 1, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("-1.0")
                .hasMessageContaining("[L8]");
    }

    @Test
    void withoutAMapValuesThatAreNoClassAreToldWithTheMapThatHelps() {
        assertThatThrownBy(() -> read("", -1, 1, 0, -1, 1, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("-1 (2 voxels)")
                .hasMessageContaining("--map -1=0,1=1.")
                .hasMessageContaining("[L6]");
        assertThatThrownBy(() -> read("", 0, 1000, 0, 300, 1000, 0))
                .hasMessageContaining("300 (1 voxels), 1000 (2 voxels)")
                .hasMessageContaining("--map 300=1,1000=0.")
                .hasMessageContaining("[L6]");
        assertThatThrownBy(() -> read("", 0, 0.5f, 0, 0, 0, Float.NaN))
                .hasMessageContaining("2 label voxels are no integers")
                .hasMessageContaining("[L5]");
    }

    @Test
    void aCtIsCalledACtAndItsValuesAreNotListed() {
        Path file = folder.resolve("ct.nii.gz");
        NiftiWriter.write(TinyDataset.ct("a"), file);
        assertThatThrownBy(() -> GivenMask.read(file, LabelMap.NONE, Optional.empty()))
                .hasMessageContaining("[L8]")
                .hasMessageNotContaining("[L6]");
    }

    @Test
    void whatIsNearlyAnIntegerIsNoted() {
        assertThat(read("", 0, 0.9999f, 0, 0, 0, 1).findings())
                .extracting(finding -> finding.code() + finding.severity())
                .containsExactly("L5" + Severity.FIXED);
    }

    /** Thirty millimetres, as an sform and a qform of two programs. */
    @Test
    void formsThatDisagreeAreRefusedUnlessOneIsPreferred() {
        Path file = folder.resolve("mask.nii");
        NiftiWriter.write(Volume.of(GRID, new float[] {0, 1, 1, 0, 0, 1}), file);
        TinyDataset.edit(file, bytes -> bytes.putFloat(280 + 12, 10));
        assertThatThrownBy(() -> GivenMask.read(file, LabelMap.NONE, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("30.00 mm apart")
                .hasMessageContaining("--prefer qform")
                .hasMessageContaining("[N12]");
        GivenMask asked = GivenMask.read(file, LabelMap.NONE, Optional.of(AffineSource.QFORM));
        assertThat(asked.mask().geometry().cornerDistance(GRID)).isLessThan(1e-4);
        assertThat(asked.findings()).extracting(Finding::severity).containsExactly(Severity.FIXED);
    }

    @Test
    void anotherOrderOfAxesIsPutRightAndNoted() {
        Mask label = new Mask(GRID, new byte[] {0, 1, 1, 0, 0, 1});
        AxisOrder lps = AxisOrder.of(new int[] {0, 1, 2}, new boolean[] {true, true, false});
        GivenMask given = new GivenMask(lps.of(label), Map.of(1, 3L), List.of()).onto(GRID);

        assertThat(given.mask().labels()).isEqualTo(label.labels());
        assertThat(given.mask().geometry().cornerDistance(GRID)).isLessThan(1e-9);
        assertThat(given.findings()).extracting(Finding::code).containsExactly("L3");
        assertThat(given.findings()).extracting(Finding::severity).containsExactly(Severity.FIXED);
        assertThat(given.findings().get(0).message()).contains("stored LPS, the label RAS");
    }

    @Test
    void theSameGridAndAnotherPlaceAreLeftAsTheyAre() {
        GivenMask given = new GivenMask(new Mask(GRID, new byte[6]), Map.of(), List.of());

        assertThat(given.onto(GRID)).isSameAs(given);
        assertThat(given.onto(new Geometry(GRID.size(), GRID.affine().movedTo(1, 0, 0))))
                .isSameAs(given);
    }
}
