package org.attunet.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.DevicePlans;
import org.attunet.model.weights.NpyFile;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightTransfer;
import org.attunet.model.weights.WeightsException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model file that also holds what training needs to resume: where the run stands, the optimiser's moments, and, where a moving
 * average is kept, the parameters as they are trained (the model's own are then the averaged ones).
 *
 * @param model the model as it would be used
 * @param state where the run stands
 * @param parameters all parameters in the graph's order, [1, P]
 * @param moments the optimiser's state, [1, 2 · trainable parameters]
 * @param plans what was chosen on a device that has several ways to the same result
 */
public record Checkpoint(Model model, TrainingState state, Tensor parameters, Tensor moments, List<DevicePlans> plans) {
    private static final String STATE = "training/state.json";
    private static final String PARAMETERS = "training/parameters.npy";
    private static final String MOMENTS = "training/moments.npy";
    private static final String PLANS = "training/plans.json";
    /** Of a history of many thousand epochs. */
    private static final long MOST_STATE = 64 << 20;
    /** Of some hundred operations. */
    private static final long MOST_PLANS = 4 << 20;
    /** Of records, only the components: isBest and isValidated follow from them. */
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    /** Of a run as it stands. */
    public static Checkpoint of(TrainingRun run, TrainingState state) {
        NetworkGraph graph = run.graph();
        return new Checkpoint(
                run.model(),
                state,
                Tensor.of(graph.params()),
                Tensor.of(graph.getUpdater().getUpdaterStateViewArray()),
                run.plans());
    }

    /** The same, for a run that goes back to it for the {@code number}th time. */
    public Checkpoint afterRollback(int number) {
        return new Checkpoint(model, state.afterRollback(number), parameters, moments, plans);
    }

    /** The same of a model of which more is known: the weights are those of this one. */
    public Checkpoint with(Model known) {
        return new Checkpoint(known, state, parameters, moments, plans);
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        try {
            Map<String, byte[]> entries = new TreeMap<>();
            entries.put(STATE, JSON.writeValueAsBytes(state));
            entries.put(PARAMETERS, NpyFile.bytes(parameters));
            entries.put(MOMENTS, NpyFile.bytes(moments));
            if (!plans.isEmpty()) {
                entries.put(PLANS, JSON.writeValueAsBytes(plans));
            }
            ModelFile.write(model, entries, file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of a run could not be put into JSON", e);
        }
    }

    /**
     * Reads a checkpoint.
     *
     * @throws DataException if the file is missing, damaged, or a model without training state
     */
    public static Checkpoint read(Path file) {
        Model model = ModelFile.read(file);
        long bytes = ModelFile.mostBytes(ModelFile.mostNumbers(model.network()));
        Map<String, byte[]> entries = ModelFile.further(
                file, Map.of(STATE, MOST_STATE, PARAMETERS, bytes, MOMENTS, bytes, PLANS, MOST_PLANS));
        if (!entries.keySet().containsAll(List.of(STATE, PARAMETERS, MOMENTS))) {
            throw new DataException(
                    file + " is a model without the state of its training, so no run can go on from it");
        }
        try {
            return new Checkpoint(
                    model,
                    JSON.readValue(entries.get(STATE), TrainingState.class),
                    NpyFile.parse(entries.get(PARAMETERS), file + "!" + PARAMETERS),
                    NpyFile.parse(entries.get(MOMENTS), file + "!" + MOMENTS),
                    plans(entries.get(PLANS)));
        } catch (IOException | WeightsException e) {
            throw new DataException("the checkpoint " + file + " is damaged: " + FileFailure.reason(e), e);
        }
    }

    /** None in files of a device that has nothing to choose, nor in those of earlier builds. */
    private static List<DevicePlans> plans(byte[] entry) throws IOException {
        return entry == null ? List.of() : List.of(JSON.readValue(entry, DevicePlans[].class));
    }

    /** Puts parameters and moments into a graph of the same network. */
    public void restore(NetworkGraph graph) {
        INDArray state = graph.getUpdater().getUpdaterStateViewArray();
        if (graph.params().length() != parameters.values().length || state.length() != moments.values().length) {
            throw new DataException("the checkpoint holds " + parameters.values().length
                    + " parameters, but the experiment's network has "
                    + graph.params().length() + ": it was written by a run of another network");
        }
        graph.params().assign(parameters.toArray());
        state.assign(moments.toArray());
    }

    /**
     * The model's own parameters in the graph's order; other than {@link #parameters} where a moving average is kept. Leaves the
     * graph with them.
     */
    public float[] modelParameters(NetworkGraph graph) {
        WeightTransfer.importAll(model.weights(), graph.parameters());
        return Tensor.of(graph.params()).values();
    }
}
