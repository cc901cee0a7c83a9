package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeInfo;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.Postprocessing;
import org.attunet.eval.inference.Segmenter;
import org.attunet.experiments.run.PredictionJob.Extra;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.network.NetworkSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedScanTest {
    @TempDir
    Path folder;

    private PreparedScan prepared(Set<Extra> extras) {
        Geometry grid = new Geometry(Size.cube(8), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        Volume hu = Volume.of(grid, new short[512]);
        Model model = new Model(
                "untrained",
                NetworkSettings.reference(1, 2, List.of(2, 3)),
                PreprocessingSettings.reference(),
                InferenceSettings.of(Size.cube(8)),
                List.of("background", "pancreas"),
                Map.of());
        Segmenter segmenter = image -> progress -> {
            throw new AssertionError("nothing is segmented yet");
        };
        PredictionJob job = new PredictionJob(
                List.of(model),
                segmenter,
                Postprocessing.NONE,
                extras,
                Set.of(),
                List.of(),
                BackendChoice.AUTO.resolve());
        return job.prepare(
                new ScanImage(hu, VolumeInfo.of(hu, "int16"), List.of(), Optional.empty()),
                PredictionFiles.in(folder, "scan", MaskFormat.NIFTI));
    }

    @Test
    void theScanIsHeldOnlyWhereItIsLookedAtOnceMore() {
        assertThat(prepared(Set.of()).hu()).isEmpty();
        assertThat(prepared(Set.of(Extra.PROBABILITIES, Extra.AGREEMENT)).hu()).isEmpty();
        assertThat(prepared(Set.of(Extra.OVERLAY)).hu()).isPresent();
        assertThat(prepared(Set.of(Extra.ATTENTION)).hu()).isPresent();
    }
}
