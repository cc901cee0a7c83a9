package org.attunet.model.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
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
    private final Plan plan;
    private final Map<String, TensorRef<T>> values = new HashMap<>();
    private final Map<String, UpsampleConcat<T>> joins = new HashMap<>();
    private final List<Operator> operators = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final Map<String, Long> nanoseconds = new HashMap<>();
    private final TensorRef<T> input;
    private final List<String> outputs;
    private final Runnable passes;
    private LossOperator<T> loss;
    private Optional<OwnLoss> own = Optional.empty();
    private String predictions;
    private T ownInput;
    private T ownLabels;
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
        this.plan = plan;
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
        this.passes = kernels.repeated(() -> {
            run(Operator::forward);
            runBackward();
        });
    }

    private void compile(Plan.Node node) {
        List<TensorRef<T>> in = node.inputs().stream().map(values::get).toList();
        in.forEach(TensorRef::addReader);
        String name = node.name();
        List<Shape> sizes = in.stream().map(TensorRef::shape).toList();
        node.operation().check(name, sizes);
        TensorRef<T> x = in.get(0);
        TensorRef<T> out = new TensorRef<>(node.operation().output(sizes), kernels.pool(), true);
        values.put(name, out);
        if (node.operation() instanceof Operation.ConvBlock block) {
            convolution(node, new ConvBlock<>(kernels, block, of(name), x, out));
        } else if (node.operation() instanceof Operation.MaxPool) {
            operators.add(new MaxPool<>(kernels, x, out));
        } else if (node.operation() instanceof Operation.LeakyRelu relu) {
            operators.add(new LeakyRelu<>(kernels, x, out, relu.slope()));
        } else if (node.operation() instanceof Operation.Dropout drop) {
            operators.add(new Dropout<>(
                    kernels, x, out, drop.kept(), () -> Nd4j.getRandom().nextLong()));
        } else if (node.operation() instanceof Operation.Add) {
            operators.add(new Add<>(kernels, x, in.get(1), out));
        } else if (node.operation() instanceof Operation.AttentionGate gate) {
            operators.add(new AttentionGate<>(kernels, gate, of(name), x, in.get(1), out));
        } else if (node.operation() instanceof Operation.UpsampleConcat concat) {
            TensorRef<T> map = concat.gated() ? in.get(1) : null;
            UpsampleConcat<T> join = new UpsampleConcat<>(kernels, concat.parts(in), concat.factors(), map, out);
            joins.put(name, join);
            operators.add(join);
        } else if (node.operation() instanceof Operation.Heads heads) {
            heads(name, heads, in, out);
        } else if (node.operation() instanceof Operation.Loss scored) {
            loss = new LossOperator<>(kernels, scored.plan(), x);
            predictions = node.inputs().get(0);
            operators.add(loss);
            values.put(name, x);
        }
    }

    /** At inference together with a join before it, where that is wanted for nothing else. */
    private void convolution(Plan.Node node, ConvBlock<T> block) {
        String input = node.inputs().get(0);
        Optional<Operator> joined = outputs.isEmpty() || outputs.contains(input) || plan.readers(input) > 1
                ? Optional.empty()
                : Optional.ofNullable(joins.get(input)).flatMap(block::joined);
        joined.ifPresent(both -> {
            int number = operators.indexOf(joins.get(input));
            operators.remove(number);
            kinds.remove(number);
        });
        operators.add(joined.orElse(block));
    }

    private Function<String, Parameter<T>> of(String node) {
        return name -> parameters.get(node, name);
    }

    /** A 1×1×1 convolution at each deeper level, and all predictions side by side. */
    private void heads(String name, Operation.Heads heads, List<TensorRef<T>> in, TensorRef<T> out) {
        List<TensorRef<T>> all = new ArrayList<>(List.of(in.get(0)));
        for (int n = 1; n < in.size(); n++) {
            int level = n + 1;
            TensorRef<T> x = in.get(n);
            TensorRef<T> logits = new TensorRef<>(x.shape().withChannels(heads.classes()), kernels.pool(), true);
            logits.addReader();
            all.add(logits);
            Function<String, Parameter<T>> own =
                    key -> parameters.get(name, Operation.Heads.key(level, key.equals("b")));
            operators.add(new ConvBlock<>(kernels, heads.point(n), own, x, logits));
        }
        operators.add(new UpsampleConcat<>(kernels, all, heads.factors(), null, out));
    }

    /** The wanted activations, [N, C, X, Y, Z] of the input's type, outside any workspace. */
    public INDArray[] infer(INDArray x) {
        notice();
        begin(x);
        run(Operator::infer);
        INDArray[] results = new INDArray[outputs.size()];
        for (int n = 0; n < results.length; n++) {
            TensorRef<T> value = values.get(outputs.get(n));
            results[n] = array(value, x.dataType());
            value.read();
        }
        return results;
    }

    /** The same within the kernels' memory: somebody writes the input there and reads the one wanted activation. */
    public void infer(Consumer<T> write, Consumer<T> read) {
        notice();
        write.accept(ownInput());
        input.set(ownInput());
        run(Operator::infer);
        TensorRef<T> value = values.get(outputs.get(0));
        read.accept(value.data());
        value.read();
    }

    private void notice() {
        long seen = parameters.version();
        if (seen != parametersSeen) {
            operators.forEach(Operator::parametersChanged);
            parametersSeen = seen;
        }
    }

    /**
     * Fills the gradient of the parameters, moves running statistics and scores the predictions.
     *
     * @param x [N, C, X, Y, Z], dense
     * @param labels class indices [N, 1, X, Y, Z], dense, of the same type
     * @param between sees the predictions, under the name of the node that gives them, between forward and backward pass
     */
    public Score train(INDArray x, INDArray labels, Optional<Consumer<Map<String, INDArray>>> between) {
        begin(x);
        loss.setLabels(kernels.read(labels, this::ownLabels));
        return train(x.dataType(), between);
    }

    /**
     * The same within the kernels' memory.
     *
     * @param write writes patches and class indices there
     */
    public Score train(BiConsumer<T, T> write, Optional<Consumer<Map<String, INDArray>>> between) {
        write.accept(ownInput(), ownLabels());
        input.set(ownInput());
        loss.setLabels(ownLabels());
        return train(DataType.FLOAT, between);
    }

    /** From the next batch on, another loss than the plan's. */
    void setLoss(Optional<OwnLoss> other) {
        own = other;
    }

    private Score train(DataType type, Optional<Consumer<Map<String, INDArray>>> between) {
        operators.forEach(Operator::begin);
        loss.setOwn(own.map(given -> new HostLoss<>(given, type, kernels)));
        if (between.isEmpty() && own.isEmpty()) {
            passes.run();
        } else {
            run(Operator::forward);
            between.ifPresent(look -> look.accept(Map.of(predictions, array(values.get(predictions), type))));
            runBackward();
        }
        loss.setLabels(null);
        return loss.score();
    }

    private INDArray array(TensorRef<T> value, DataType type) {
        INDArray array = Nd4j.createUninitialized(type, value.shape().dimensions(), 'c');
        kernels.toArray(value.data(), array);
        return array;
    }

    private void run(Consumer<Operator> pass) {
        for (int n = 0; n < operators.size(); n++) {
            run(n, pass);
        }
    }

    private void runBackward() {
        for (int n = operators.size() - 1; n >= 0; n--) {
            run(n, Operator::backward);
        }
    }

    private void run(int number, Consumer<Operator> pass) {
        long began = System.nanoTime();
        kernels.run(() -> pass.accept(operators.get(number)));
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

    private T ownLabels() {
        if (ownLabels == null) {
            ownLabels = kernels.pool().take(input.shape().withChannels(1));
        }
        return ownLabels;
    }
}
