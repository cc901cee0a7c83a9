package org.attunet.eval.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attunet.data.AtomicFile;
import org.attunet.data.Finding;
import org.attunet.data.FindingRow;
import org.attunet.data.Json;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.dataset.Split;
import org.attunet.eval.report.ResultRow.Source;

/**
 * Where masks that were scored come from: {@code masks.json}, in the words of a run's {@code run.json}: {@code {"source",
 * "predictions", "dataset": {"name"}, "split": {"protocol", "train", "validation", "test"}, "map": {value: class}, "findings"}}.
 *
 * @param predictions the folder of masks
 * @param dataset name of the dataset whose labels they were held against; empty where labels were a folder
 * @param splitName which part of it, or {@code folder}
 * @param split how the dataset is split; of a folder, and of all folds together, only the protocol
 * @param map how the masks' values were read
 */
public record MaskOrigin(Path predictions, String dataset, String splitName, Split split, LabelMap map) {
    /** What a split is called that is none: all masks of a folder. */
    public static final String FOLDER = "folder";

    /** Masks held against a folder of labels. */
    public static MaskOrigin ofFolder(Path predictions, LabelMap map) {
        return new MaskOrigin(predictions, "", FOLDER, new Split("", 0, List.of(), List.of(), List.of()), map);
    }

    private record Written(
            String source,
            String predictions,
            Named dataset,
            Parts split,
            Map<Integer, Integer> map,
            List<FindingRow> findings) {}

    private record Named(String name) {}

    @JsonInclude(Include.NON_NULL)
    private record Parts(String protocol, List<String> train, List<String> validation, List<String> test) {
        static Parts of(Split split) {
            return split.train().isEmpty()
                    ? new Parts(split.protocol(), null, null, null)
                    : new Parts(split.protocol(), split.train(), split.validation(), split.test());
        }
    }

    void write(Path file, List<Finding> findings) {
        Written written = new Written(
                Source.GIVEN_MASKS.title(),
                predictions.toAbsolutePath().normalize().toString(),
                new Named(dataset),
                Parts.of(split),
                map.classes(),
                findings.stream().map(FindingRow::of).toList());
        AtomicFile.write(file, Json.of(written) + "\n");
    }
}
