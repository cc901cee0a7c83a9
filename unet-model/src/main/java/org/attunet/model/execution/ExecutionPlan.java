package org.attunet.model.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A plan compiled to operators for one size of input, with everything made that they need and their memory kept from run to run.
 * Parameters stay where the store has them and gradients go where it wants them. Not for several threads at once.
 */
public final class ExecutionPlan<T> {
    private final Kernels<T> kernels;
    private final ParameterStore<T> parameters;
    private final Map<String, TensorRef<T>> values = new HashMap<>();
    private final List<Operator> operators = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final Map<String, Long> nanoseconds = new HashMap<>();
    private final TensorRef<T> input;
    private final List<String> outputs;
    private LossOperator<T> loss;
    private String predictions;
    private T ownInput;
    private long parametersSeen;

    /**
     * Compiles.
     *
     * @param size of the input
     * @param outputs names of the nodes whose activations are wanted; none where the plan trains
     * @throws SettingsException where activations that are joined differ in size
     */
    public ExecutionPlan(
            Plan plan, Kernels<T> kernels, ParameterStore<T> parameters, Shape size, List<String> outputs) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.outputs = List.copyOf(outputs);
        this.input = new TensorRef<>(size, kernels.pool(), false);
        // Read once more than there are readers, since its memory is the caller's.
        this.input.addReader();
        values.put(plan.input(), this.input);
        for (Plan.Node node : plan.nodes()) {
            compile(node);
            while (kinds.size() < operators.size()) {
                kinds.add(node.operation().kind());
            }
        }
        outputs.forEach(name -> values.get(name).addReader());
    }

    private void compile(Plan.Node node) {
        List<TensorRef<T>> in = node.inputs().stream().map(values::get).toList();
        in.forEach(TensorRef::addReader);
        TensorRef<T> x = in.get(0);
        String name = node.name();
        if (node.operation() instanceof Operation.ConvBlock block) {
            block(name, block, of(name), x);
        } else if (node.operation() instanceof Operation.MaxPool) {
            operators.add(new MaxPool<>(kernels, x, value(name, x.shape().dividedBy(2))));
        } else if (node.operation() instanceof Operation.LeakyRelu relu) {
            operators.add(new LeakyRelu<>(kernels, x, value(name, x.shape()), relu.slope()));
        } else if (node.operation() instanceof Operation.Dropout drop) {
            operators.add(new Dropout<>(
                    kernels,
                    x,
                    value(name, x.shape()),
                    drop.kept(),
                    () -> Nd4j.getRandom().nextLong()));
        } else if (node.operation() instanceof Operation.Add) {
            operators.add(new Add<>(kernels, x, in.get(1), value(name, x.shape())));
        } else if (node.operation() instanceof Operation.AttentionGate gate) {
            checkSizes(name, in, List.of(1, 2));
            TensorRef<T> map = value(name, x.shape().withChannels(1));
            operators.add(new AttentionGate<>(kernels, gate, of(name), x, in.get(1), map));
        } else if (node.operation() instanceof Operation.UpsampleConcat concat) {
            List<TensorRef<T>> parts = new ArrayList<>(in);
            TensorRef<T> map = concat.gated() ? parts.remove(1) : null;
            join(name, parts, concat.factors(), map);
        } else if (node.operation() instanceof Operation.Heads heads) {
            heads(name, heads, in);
        } else if (node.operation() instanceof Operation.Loss scored) {
            loss = new LossOperator<>(kernels, scored.plan(), x);
            predictions = node.inputs().get(0);
            operators.add(loss);
            values.put(name, x);
        }
    }

    private Function<String, Parameter<T>> of(String node) {
        return name -> parameters.get(node, name);
    }

    private TensorRef<T> value(String name, Shape shape) {
        TensorRef<T> value = new TensorRef<>(shape, kernels.pool(), true);
        values.put(name, value);
        return value;
    }

    private TensorRef<T> block(
            String name, Operation.ConvBlock block, Function<String, Parameter<T>> own, TensorRef<T> x) {
        TensorRef<T> out = value(name, x.shape().withChannels(block.out()));
        operators.add(new ConvBlock<>(kernels, block, own, x, out));
        return out;
    }

    private void join(String name, List<TensorRef<T>> parts, List<Integer> factors, TensorRef<T> map) {
        int channels = parts.stream().mapToInt(part -> part.shape().channels()).sum();
        checkSizes(name, parts, factors);
        TensorRef<T> out =
                value(name, parts.get(0).shape().times(factors.get(0)).withChannels(channels));
        operators.add(new UpsampleConcat<>(kernels, parts, factors, map, out));
    }

    private void checkSizes(String name, List<TensorRef<T>> parts, List<Integer> factors) {
        for (int n = 0; n < parts.size(); n++) {
            Shapes.check(
                    name, parts.get(0).shape(), factors.get(0), parts.get(n).shape(), factors.get(n));
        }
    }

    /** A 1×1×1 convolution at each deeper level, and all predictions side by side. */
    private void heads(String name, Operation.Heads heads, List<TensorRef<T>> in) {
        List<TensorRef<T>> all = new ArrayList<>(List.of(in.get(0)));
        List<Integer> factors = new ArrayList<>(List.of(1));
        Operation.ConvBlock point = new Operation.ConvBlock(heads.classes(), 1, Norm.NONE, Activation.IDENTITY);
        for (int n = 1; n < in.size(); n++) {
            String head = "ds" + (n + 1) + ".conv.";
            TensorRef<T> logits = block(
                    name + "/" + head,
                    point,
                    own -> parameters.get(name, head + (own.equals("W") ? "weight" : "bias")),
                    in.get(n));
            logits.addReader();
            all.add(logits);
            factors.add(1 << n);
        }
        join(name, all, factors, null);
    }

    /** The wanted activations, [N, C, X, Y, Z] outside any workspace. */
    public INDArray[] infer(INDArray x) {
        long seen = parameters.checksum();
        if (seen != parametersSeen) {
            operators.forEach(Operator::parametersChanged);
            parametersSeen = seen;
        }
        begin(x);
        run(Operator::infer);
        INDArray[] results = new INDArray[outputs.size()];
        for (int n = 0; n < results.length; n++) {
            TensorRef<T> value = values.get(outputs.get(n));
            results[n] = array(value);
            value.read();
        }
        return results;
    }

    /**
     * Fills the gradient of the parameters, moves running statistics and returns the loss.
     *
     * @param x [N, C, X, Y, Z], dense floats
     * @param labels class indices [N, 1, X, Y, Z], dense floats
     * @param between sees the predictions, under the name of the node that gives them, between forward and backward pass
     */
    public double train(INDArray x, INDArray labels, Consumer<Map<String, INDArray>> between) {
        begin(x);
        loss.setLabels(kernels.read(labels, () -> kernels.pool().take(Shape.of(labels.shape()))));
        run(Operator::forward);
        between.accept(Map.of(predictions, array(values.get(predictions))));
        for (int n = operators.size() - 1; n >= 0; n--) {
            run(n, Operator::backward);
        }
        loss.setLabels(null);
        return loss.loss();
    }

    private INDArray array(TensorRef<T> value) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, value.shape().dimensions(), 'c');
        kernels.toArray(value.data(), array);
        return array;
    }

    private void run(Consumer<Operator> pass) {
        for (int n = 0; n < operators.size(); n++) {
            run(n, pass);
        }
    }

    private void run(int number, Consumer<Operator> pass) {
        long began = System.nanoTime();
        pass.accept(operators.get(number));
        nanoseconds.merge(kinds.get(number), System.nanoTime() - began, Long::sum);
    }

    /** Seconds spent in each kind of operation, all runs together. */
    public Map<String, Double> secondsByKind() {
        Map<String, Double> seconds = new HashMap<>();
        nanoseconds.forEach((kind, spent) -> seconds.put(kind, spent / 1e9));
        return seconds;
    }

    private void begin(INDArray x) {
        input.set(kernels.read(x, this::ownInput));
    }

    private T ownInput() {
        if (ownInput == null) {
            ownInput = kernels.pool().take(input.shape());
        }
        return ownInput;
    }
}
