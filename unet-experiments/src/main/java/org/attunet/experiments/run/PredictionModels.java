package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attunet.data.Finding;
import org.attunet.eval.inference.Coverage;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.Postprocessing;
import org.attunet.eval.inference.Unseen;
import org.attunet.experiments.run.PredictionJob.Extra;
import org.attunet.model.engine.Backend;
import org.attunet.model.network.NetworkPlans;

/**
 * Models that predict together, before it is settled what computes them.
 *
 * @param models one, or several that vote with their probabilities
 * @param flips axes that patches are mirrored along too
 * @param extras what is written beside a mask
 * @param accepted what of the models' training the scans may go beyond
 */
public record PredictionModels(List<Model> models, SortedSet<Integer> flips, Set<Extra> extras, Set<Unseen> accepted) {
    /** Models must know the same classes. */
    public PredictionModels {
        models = List.copyOf(models);
        flips = Collections.unmodifiableSortedSet(new TreeSet<>(flips));
        extras = Set.copyOf(extras);
        accepted = Set.copyOf(accepted);
        PredictionJob.requireSameClasses(models);
    }

    /** Names of the classes, background first. */
    public List<String> classes() {
        return models.get(0).classes();
    }

    /**
     * What is odd about using them, whatever the scan.
     *
     * @throws org.attunet.data.DataException if a model's training does not cover that and it is not accepted
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        models.forEach(model -> findings.addAll(Coverage.of(model, accepted).begin(flips)));
        return findings;
    }

    /** Every file that will be written beside a mask. */
    public List<Path> further(PredictionFiles files) {
        List<Path> maps = extras.stream()
                .sorted()
                .flatMap(extra -> switch (extra) {
                    case PROBABILITIES -> classes().stream().skip(1).map(files::probability);
                    case ATTENTION ->
                        NetworkPlans.gates(models.get(0).network()).stream().map(files::attention);
                    case AGREEMENT -> Stream.of(files.agreement());
                    case OVERLAY -> Stream.<Path>empty();
                })
                .toList();
        return extras.contains(Extra.OVERLAY)
                ? Stream.of(maps.stream(), maps.stream().map(files::overlay), Stream.of(files.overlay()))
                        .flatMap(paths -> paths)
                        .toList()
                : maps;
    }

    /**
     * A job of these models.
     *
     * @throws org.attunet.model.SettingsException if a model's windows do not fit into memory
     */
    PredictionJob job(Postprocessing postprocessing, Backend backend) {
        return PredictionJob.of(models, flips, postprocessing, extras, accepted, backend);
    }
}
