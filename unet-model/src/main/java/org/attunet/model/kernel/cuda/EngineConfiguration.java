package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudnn.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An engine of cuDNN with its knobs, for one graph of operations.
 *
 * @param descriptor as cuDNN has it
 */
record EngineConfiguration(Descriptor descriptor) {
    private static final int MOST = 64;

    /** What cuDNN's heuristics offer, the best first by their own measure. */
    static List<EngineConfiguration> offered(Descriptor graph, int mode) {
        Descriptor heuristics = new Descriptor(CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR)
                .descriptor(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH, graph)
                .choice(CUDNN_ATTR_ENGINEHEUR_MODE, CUDNN_TYPE_HEUR_MODE, mode);
        if (cudnnBackendFinalize(heuristics.handle()) != 0) {
            return List.of();
        }
        return descriptors(heuristics, CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_BACKEND_ENGINECFG_DESCRIPTOR, MOST).stream()
                .map(EngineConfiguration::new)
                .toList();
    }

    /**
     * One that was offered once.
     *
     * @throws DeviceException where this cuDNN does not have it
     */
    static EngineConfiguration of(Descriptor graph, EngineChoice choice) {
        Descriptor engine = new Descriptor(CUDNN_BACKEND_ENGINE_DESCRIPTOR)
                .descriptor(CUDNN_ATTR_ENGINE_OPERATION_GRAPH, graph)
                .longs(CUDNN_ATTR_ENGINE_GLOBAL_INDEX, choice.engine())
                .finish();
        Descriptor configuration =
                new Descriptor(CUDNN_BACKEND_ENGINECFG_DESCRIPTOR).descriptor(CUDNN_ATTR_ENGINECFG_ENGINE, engine);
        if (!choice.knobs().isEmpty()) {
            List<Descriptor> knobs = new ArrayList<>();
            new TreeMap<>(choice.knobs()).forEach((kind, value) -> knobs.add(knob(kind, value)));
            configuration.descriptors(CUDNN_ATTR_ENGINECFG_KNOB_CHOICES, knobs);
        }
        return new EngineConfiguration(configuration.finish());
    }

    private static Descriptor knob(int kind, long value) {
        return new Descriptor(CUDNN_BACKEND_KNOB_CHOICE_DESCRIPTOR)
                .choice(CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE, CUDNN_TYPE_KNOB_TYPE, kind)
                .longs(CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE, value)
                .finish();
    }

    private static List<Descriptor> descriptors(Descriptor from, int attribute, int kind, int most) {
        List<Descriptor> found = new ArrayList<>();
        try (PointerPointer<Pointer> list = new PointerPointer<>(most)) {
            for (int n = 0; n < most; n++) {
                found.add(new Descriptor(kind));
                list.put(n, found.get(n).handle());
            }
            long[] count = new long[1];
            int status = cudnnBackendGetAttribute(
                    from.handle(), attribute, CUDNN_TYPE_BACKEND_DESCRIPTOR, most, count, list);
            int used = status == 0 ? (int) Math.min(count[0], most) : 0;
            found.subList(used, most).forEach(Descriptor::close);
            return found.subList(0, used);
        }
    }

    private List<Descriptor> engine() {
        return descriptors(descriptor, CUDNN_ATTR_ENGINECFG_ENGINE, CUDNN_BACKEND_ENGINE_DESCRIPTOR, 1);
    }

    /** What cuDNN says about the engine's numbers. */
    Set<Integer> notes() {
        Set<Integer> notes = new TreeSet<>();
        for (Descriptor engine : engine()) {
            try (IntPointer values = new IntPointer((long) CUDNN_NUMERICAL_NOTE_TYPE_COUNT)) {
                long[] count = new long[1];
                Cuda.checkDnn(
                        cudnnBackendGetAttribute(
                                engine.handle(),
                                CUDNN_ATTR_ENGINE_NUMERICAL_NOTE,
                                CUDNN_TYPE_NUMERICAL_NOTE,
                                CUDNN_NUMERICAL_NOTE_TYPE_COUNT,
                                count,
                                values),
                        "asking for an engine's numerical notes");
                for (int n = 0; n < count[0]; n++) {
                    notes.add(values.get(n));
                }
            }
        }
        return notes;
    }

    /**
     * What finds it again.
     *
     * @throws DeviceException where cuDNN does not say
     */
    EngineChoice choice() {
        Map<Integer, Long> knobs = new TreeMap<>();
        for (Descriptor knob : descriptors(
                descriptor, CUDNN_ATTR_ENGINECFG_KNOB_CHOICES, CUDNN_BACKEND_KNOB_CHOICE_DESCRIPTOR, MOST)) {
            knobs.put(
                    enumeration(knob, CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE, CUDNN_TYPE_KNOB_TYPE),
                    number(knob, CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE));
        }
        for (Descriptor engine : engine()) {
            return new EngineChoice(number(engine, CUDNN_ATTR_ENGINE_GLOBAL_INDEX), knobs);
        }
        throw new DeviceException("a configuration without an engine");
    }

    private static long number(Descriptor of, int attribute) {
        try (LongPointer value = new LongPointer(1)) {
            Cuda.checkDnn(
                    cudnnBackendGetAttribute(of.handle(), attribute, CUDNN_TYPE_INT64, 1, new long[1], value),
                    "asking for attribute " + attribute);
            return value.get();
        }
    }

    private static int enumeration(Descriptor of, int attribute, int type) {
        try (IntPointer value = new IntPointer(1)) {
            Cuda.checkDnn(
                    cudnnBackendGetAttribute(of.handle(), attribute, type, 1, new long[1], value),
                    "asking for attribute " + attribute);
            return value.get();
        }
    }
}
