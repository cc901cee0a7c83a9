package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.eval.inference.CoarseSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelHead;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;
import org.attunet.model.weights.StoredWeights;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightFolder;
import org.attunet.model.weights.WeightSource;
import org.attunet.model.weights.WeightTransfer;

/** Weights of other programs as models, and models as weights for other programs. */
public final class Weights {
    private Weights() {}

    /**
     * A model, and what became of every tensor.
     *
     * @param model ready to be used
     * @param report what was carried over and what was left out
     * @param findings what the source does not say, or says several times
     */
    public record Imported(Model model, WeightTransfer.Report report, List<Finding> findings) {
        /** Keeps its own copy. */
        public Imported {
            findings = List.copyOf(findings);
        }
    }

    /** A model that this program exported, as it was; nothing where the source does not describe it. */
    public static Optional<Imported> readOwn(Path source) {
        return WeightFolder.model(source).map(description -> {
            Map<String, Tensor> weights = WeightSource.read(source);
            Model model = ModelHead.model(description, "manifest.json of " + source, weights);
            return new Imported(model, WeightTransfer.check(weights, plan(model.network(), weights)), List.of());
        });
    }

    /**
     * Weights in a checkpoint or folder as a model; what network they are of follows from their names and shapes. What its inputs go through
     * is stored nowhere, so the model says that it is not known.
     */
    public static Imported read(Path source, Optional<String> dictionary, Experiment handling) {
        StoredWeights stored = tensors(source, dictionary);
        NetworkSettings network = WeightSource.network(source, stored.tensors());
        Imported imported = imported(source, stored, network, handling, TrainedOn.UNKNOWN.withoutPreprocessing());
        List<Finding> findings = new ArrayList<>(imported.findings());
        findings.add(
                Finding.of(
                        BadInput.M5,
                        Severity.WARNING,
                        "nobody says what inputs go through before these weights see them: predict and evaluate will refuse the"
                                + " model until they are imported with --experiment NAME|FILE (baseline is the reference project's)"));
        return new Imported(imported.model(), imported.report(), findings);
    }

    /** The same for the network of an experiment: everything has to fit it. */
    public static Imported readAs(Path source, Optional<String> dictionary, Experiment experiment) {
        StoredWeights stored = tensors(source, dictionary);
        return imported(source, stored, experiment.network(), experiment, TrainedOn.UNKNOWN);
    }

    private static StoredWeights tensors(Path source, Optional<String> dictionary) {
        ForeignFile.refuse(source, "a PyTorch checkpoint, a .safetensors file or a folder of .npy files");
        return WeightSource.read(source, dictionary);
    }

    private static Imported imported(
            Path source, StoredWeights stored, NetworkSettings network, Experiment handling, TrainedOn trainedOn) {
        Map<String, Tensor> weights = stored.tensors();
        WeightTransfer.Report report = WeightTransfer.check(weights, plan(network, weights));
        Map<String, Tensor> kept = new TreeMap<>(weights);
        kept.keySet().retainAll(report.carried());
        Model model = new Model(
                source.toAbsolutePath().normalize().getFileName().toString(),
                network,
                handling.data().preprocessing(),
                handling.shown().withCoarse(CoarseSettings.NONE),
                handling.data().classNames(network.classes()),
                trainedOn,
                kept);
        return new Imported(CoarseModels.looking(model, handling.inference()), report, taken(stored));
    }

    private static List<Finding> taken(StoredWeights stored) {
        return stored.others().isEmpty()
                ? List.of()
                : List.of(Finding.of(
                        BadInput.M6,
                        Severity.WARNING,
                        "the checkpoint holds several dictionaries of tensors; '"
                                + stored.dictionary().orElse("its top level") + "' is taken and "
                                + stored.others() + " are left; --state-dict NAME chooses"));
    }

    /** Writes every parameter of a model as {@code weights/NAME.npy} with a manifest. */
    public static void write(Model model, Path folder) {
        Plan plan = plan(model.network(), model.weights());
        WeightTransfer.check(model.weights(), plan);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        plan.parameters()
                .forEach(parameter ->
                        weights.put(parameter.name(), model.weights().get(parameter.name())));
        WeightFolder.write(weights, model.network(), Optional.of(ModelHead.json(model)), folder);
    }

    /** With supervised heads where the weights have them. */
    private static Plan plan(NetworkSettings network, Map<String, Tensor> weights) {
        return weights.keySet().stream().anyMatch(Operation.Heads::isHead)
                ? NetworkPlans.training(network, LossSettings.of(LossKind.DICE))
                : NetworkPlans.inference(network);
    }
}
