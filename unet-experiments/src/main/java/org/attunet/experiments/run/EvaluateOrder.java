package org.attunet.experiments.run;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.nifti.AffineSource;

/**
 * What cases that a model is scored on have in common, as it travels.
 *
 * @param models its file, or those of several that vote
 * @param shown how it is shown images, where that is changed: {@code inference.NAME=value} each
 * @param data the dataset's folder
 * @param prefer which of a NIfTI header's two forms counts; null where the dataset says
 * @param out the evaluation's folder
 */
public record EvaluateOrder(List<String> models, List<String> shown, String data, AffineSource prefer, String out)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps its own copies. */
    public EvaluateOrder {
        models = List.copyOf(models);
        shown = List.copyOf(shown);
    }

    Dataset dataset() {
        return DatasetFolder.open(Path.of(data));
    }

    EvaluatedModel model(Dataset dataset) {
        DatasetSettings said = dataset.settings();
        return EvaluatedModel.read(
                models.stream().map(Path::of).toList(),
                shown,
                said.withPrefer(Optional.ofNullable(prefer).or(said::prefer)));
    }
}
