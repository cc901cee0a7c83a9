package org.attunet.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.attunet.data.AtomicFile;
import org.attunet.data.Finding;
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

    void write(Path file, List<Finding> findings) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("source", Source.GIVEN_MASKS.title());
        root.put("predictions", predictions.toAbsolutePath().normalize().toString());
        root.putObject("dataset").put("name", dataset);
        writeSplit(root.putObject("split").put("protocol", split.protocol()));
        ObjectNode classes = root.putObject("map");
        map.classes().forEach((value, organ) -> classes.put(Integer.toString(value), organ));
        ArrayNode found = root.putArray("findings");
        findings.forEach(finding -> found.addObject()
                .put("case", finding.caseId())
                .put("code", finding.code())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("message", finding.message()));
        AtomicFile.write(file, root.toPrettyString() + "\n");
    }

    private void writeSplit(ObjectNode node) {
        if (!split.train().isEmpty()) {
            split.train().forEach(node.putArray("train")::add);
            split.validation().forEach(node.putArray("validation")::add);
            split.test().forEach(node.putArray("test")::add);
        }
    }
}
