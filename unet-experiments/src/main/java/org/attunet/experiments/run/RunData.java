package org.attunet.experiments.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Fitness;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.dataset.SplitFile;
import org.attunet.data.dataset.SplitProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dataset and which of its cases do what.
 *
 * @param dataset the folder, opened
 * @param split its {@code split.json}, else the reference protocol's
 */
public record RunData(Dataset dataset, Split split) {
    private static final Logger LOG = LoggerFactory.getLogger(RunData.class);

    /** Opens a dataset folder for training. */
    public static RunData open(Path folder, Overlap overlap) {
        Dataset dataset = DatasetFolder.open(folder);
        Path file = folder.resolve("split.json");
        Split split = Files.exists(file) ? SplitFile.read(file) : SplitProtocol.reference(dataset.ids());
        return new RunData(dataset, split.check(dataset.ids(), overlap));
    }

    /** Refuses data that {@code check} would call wrong, before any work; what is merely odd goes to the log. */
    public RunData fit(CheckSettings settings) {
        for (Finding finding : Fitness.require(dataset, split, settings)) {
            String place = finding.caseId() == null ? "the set" : finding.caseId();
            LOG.warn("{} {}: {}", finding.code(), place, finding.message());
        }
        return this;
    }

    /** The same with one part of the split alone, as its test part. */
    public RunData only(String part) {
        return new RunData(dataset, new Split(split.protocol(), split.seed(), List.of(), List.of(), split.part(part)));
    }

    /** Cases of a part of the split, in its order; an empty part is refused. */
    public List<Case> cases(String part) {
        List<Case> cases = dataset.cases(split.part(part));
        if (cases.isEmpty()) {
            throw new DataException("the split of " + dataset.folder() + " has no " + part + " case");
        }
        return cases;
    }

    /** The same, each with a label. */
    public List<Case> labelled(String part) {
        List<Case> cases = cases(part);
        List<String> without = cases.stream()
                .filter(c -> c.label().equals(Optional.empty()))
                .map(Case::id)
                .toList();
        if (!without.isEmpty()) {
            throw new DataException("these " + part + " cases of " + dataset.folder() + " have no label: "
                    + String.join(", ", without) + "; add the files to labels/ or list the cases under 'exclude:' in"
                    + " dataset.yaml");
        }
        return cases;
    }
}
