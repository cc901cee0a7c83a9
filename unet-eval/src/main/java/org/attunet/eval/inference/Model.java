package org.attunet.eval.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attunet.data.DataException;
import org.attunet.data.FileName;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.model.engine.Backend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightTransfer;

/**
 * A trained network with everything needed to use it on a CT.
 *
 * @param name experiment and run it came from
 * @param network settings of the network
 * @param preprocessing what its inputs went through
 * @param inference how images are shown to it
 * @param classes names of the classes, background first, each fit to be part of a file's name
 * @param trainedOn what it saw in training
 * @param calibration how its confidence is put right
 * @param quality what predicts the Dice of its masks; empty where nothing was learned, as in files of earlier versions
 * @param weights every parameter by its travelling name
 * @param coarse the network that says where in a scan this one is to look, which looks everywhere itself; empty looks everywhere
 */
public record Model(
        String name,
        NetworkSettings network,
        PreprocessingSettings preprocessing,
        InferenceSettings inference,
        List<String> classes,
        TrainedOn trainedOn,
        Calibration calibration,
        Optional<DicePredictor> quality,
        Map<String, Tensor> weights,
        Optional<Model> coarse) {
    /** Refuses class names that do not fit the network, and settings that speak of another coarse model. */
    public Model {
        classes = List.copyOf(classes);
        if (classes.size() != network.classes()) {
            throw new IllegalArgumentException(
                    classes.size() + " class names for " + network.classes() + " classes: " + classes);
        }
        if (!inference.coarse().coarseModel().equals(coarse.map(Model::name))) {
            throw new IllegalArgumentException("inference.coarse-model is "
                    + inference.coarse().coarseModel().orElse("none") + ", and the model holds "
                    + coarse.map(Model::name).orElse("none"));
        }
        if (coarse.flatMap(Model::coarse).isPresent()) {
            throw new IllegalArgumentException("the coarse model "
                    + coarse.get().name() + " has a coarse model of its own; take one that looks everywhere");
        }
        String where = "the model " + name;
        classes.forEach(known -> FileName.of(known, "class name", where));
    }

    /** A model whose training is not known. */
    public Model(
            String name,
            NetworkSettings network,
            PreprocessingSettings preprocessing,
            InferenceSettings inference,
            List<String> classes,
            Map<String, Tensor> weights) {
        this(name, network, preprocessing, inference, classes, TrainedOn.UNKNOWN, weights);
    }

    /** A model that looks everywhere, whose confidence is its own. */
    public Model(
            String name,
            NetworkSettings network,
            PreprocessingSettings preprocessing,
            InferenceSettings inference,
            List<String> classes,
            TrainedOn trainedOn,
            Map<String, Tensor> weights) {
        this(
                name,
                network,
                preprocessing,
                inference,
                classes,
                trainedOn,
                Calibration.NONE,
                Optional.empty(),
                weights,
                Optional.empty());
    }

    /** The same network, looking where another one says; its settings are kept. */
    public Model lookingBy(Model other) {
        Model everywhere = other.shown(other.inference().withCoarse(CoarseSettings.NONE));
        InferenceSettings by = inference.withCoarse(inference.coarse().by(everywhere.name()));
        return new Model(
                name,
                network,
                preprocessing,
                by,
                classes,
                trainedOn,
                calibration,
                quality,
                weights,
                Optional.of(everywhere));
    }

    /**
     * The same network, shown images otherwise; refuses windows that it cannot halve evenly. It looks everywhere where that names no
     * coarse model.
     */
    public Model shown(InferenceSettings otherwise) {
        Size window = otherwise.window();
        network.checkPatch(window.x(), window.y(), window.z());
        InferenceSettings resolved = otherwise.resolved(preprocessing.intensity());
        Optional<Model> by =
                coarse.filter(model -> resolved.coarse().coarseModel().isPresent());
        return new Model(name, network, preprocessing, resolved, classes, trainedOn, calibration, quality, weights, by);
    }

    /** The same network with other confidence; what was learned of its masks before no longer holds. */
    public Model calibrated(Calibration otherwise) {
        return new Model(
                name,
                network,
                preprocessing,
                inference,
                classes,
                trainedOn,
                otherwise,
                Optional.empty(),
                weights,
                coarse);
    }

    /** The same network with what predicts the Dice of its masks. */
    public Model judged(Optional<DicePredictor> learned) {
        return new Model(
                name, network, preprocessing, inference, classes, trainedOn, calibration, learned, weights, coarse);
    }

    /** An inference graph with these weights. Heads of deep supervision, which it does not have, are left out. */
    public NetworkGraph graph(Backend backend) {
        return graph(false, backend);
    }

    /** As above, with the attention maps as further outputs if asked for. */
    public NetworkGraph graph(boolean attention, Backend backend) {
        NetworkGraph graph = AttentionUNet.inference(network, attention, backend.inferring(inference.precision()));
        Map<String, Tensor> needed = new TreeMap<>(weights);
        needed.keySet().retainAll(graph.parameters().keySet());
        WeightTransfer.importAll(needed, graph.parameters());
        return graph;
    }

    /** The network ready for scans, shown to it as the model says. */
    public NetworkSegmenter segmenter(Backend backend) {
        return segmenter(new GraphPredictor(graph(backend)), search(backend));
    }

    /** The network ready for scans, each patch looked at as it is and mirrored along these array axes. */
    public NetworkSegmenter segmenterWithFlips(Set<Integer> axes, Backend backend) {
        return segmenter(new FlipPredictor(new GraphPredictor(graph(backend)), axes), search(backend));
    }

    /** Finds where in a scan it is to look; empty where it looks everywhere. */
    public Optional<CoarseSearch> search(Backend backend) {
        return coarse.map(model -> new CoarseSearch(model.segmenter(backend), inference.coarse()));
    }

    private NetworkSegmenter segmenter(Predictor predictor, Optional<CoarseSearch> search) {
        if (network.inputChannels() != 1) {
            throw new DataException("the model " + name + " expects " + network.inputChannels()
                    + " channels, and a CT has one; it can be exported, not used on scans");
        }
        return new NetworkSegmenter(
                Pipeline.of(preprocessing),
                new SlidingWindow(inference),
                predictor,
                search,
                calibration.temperature(),
                quality);
    }

    /** What shows the network's attention, patch by patch, in images that were preprocessed. */
    public AttentionMapper attentionMapper(Backend backend) {
        List<String> gates = NetworkPlans.gates(network);
        NetworkSegmenter segmenter = segmenter(new AttentionPredictor(graph(true, backend), gates), Optional.empty());
        return new AttentionMapper(segmenter.window(), segmenter.predictor(), gates);
    }

    /**
     * What every attention gate lets through, as maps from 0 (nothing) to 1 on the image's own grid.
     *
     * @return one volume a gate by its name, in the order of {@link NetworkPlans#gates}
     */
    public Map<String, Volume> attention(Volume image, Backend backend, Progress progress) {
        PreprocessedCase processed = Pipeline.of(preprocessing).run(Sample.of(image));
        Map<String, Volume> byGate = new LinkedHashMap<>();
        attentionMapper(backend)
                .over(processed.sample().image(), progress)
                .forEach((gate, map) -> byGate.put(gate, processed.undo(map)));
        return byGate;
    }
}
