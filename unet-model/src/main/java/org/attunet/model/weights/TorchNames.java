package org.attunet.model.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The names of Python that a checkpoint of tensors may hold, and what each becomes here. */
final class TorchNames {
    private static final Map<String, ElementType> STORAGES = Map.of(
            "DoubleStorage", ElementType.F64,
            "FloatStorage", ElementType.F32,
            "HalfStorage", ElementType.F16,
            "BFloat16Storage", ElementType.BF16,
            "LongStorage", ElementType.I64,
            "IntStorage", ElementType.I32,
            "ShortStorage", ElementType.I16,
            "CharStorage", ElementType.I8,
            "ByteStorage", ElementType.U8,
            "BoolStorage", ElementType.BOOL);

    /** Tensors, containers, and the scalars and settings that training scripts store beside them. */
    private static final Pattern HARMLESS = Pattern.compile("collections\\.(OrderedDict|defaultdict|Counter)"
            + "|torch\\._utils\\._rebuild_(tensor|tensor_v2|parameter|parameter_with_state)"
            + "|torch\\._tensor\\._rebuild_from_type_v2|monai\\.data\\.meta_tensor\\.MetaTensor"
            + "|torch\\.\\w+Storage|torch\\.(storage\\.)?(Typed|Untyped)Storage"
            + "|torch\\.(Size|device|dtype|Tensor|float\\d+|double|half|bfloat16|u?int\\d+|long|bool)"
            + "|torch\\.nn\\.parameter\\.Parameter|torch\\.serialization\\._get_layout"
            + "|numpy\\.(_?core\\.)?multiarray\\.(scalar|_reconstruct)|numpy\\.(dtype|ndarray)"
            + "|numpy\\.dtypes\\.\\w+|_codecs\\.encode|argparse\\.Namespace|datetime\\.\\w+"
            + "|(builtins|__builtin__)\\.(set|frozenset|list|dict|tuple|bytearray|complex|int|float|bool|str|slice)");

    private TorchNames() {}

    /** Numbers of one kind in an entry of the file. */
    record Storage(ElementType type, String key, long length) {}

    /** A tensor as a view of a storage; offset and strides count numbers. */
    record View(Storage storage, long offset, long[] shape, long[] strides) {
        /** How many numbers, or −1 where that overflows. */
        long length() {
            long length = 1;
            for (long side : shape) {
                if (side < 0 || (side != 0 && length > Long.MAX_VALUE / side)) {
                    return -1;
                }
                length *= side;
            }
            return length;
        }
    }

    static boolean isHarmless(Pickle.Global global) {
        return HARMLESS.matcher(global.toString()).matches();
    }

    /** What PyTorch's functions would make of their arguments. */
    static Object call(Object function, List<?> arguments) {
        if (!(function instanceof Pickle.Global global)) {
            throw new IllegalArgumentException("a call of something that is no name");
        }
        return switch (global.name()) {
            case "OrderedDict", "defaultdict", "dict" -> new LinkedHashMap<>();
            case "_rebuild_tensor", "_rebuild_tensor_v2" -> view(arguments);
            case "_rebuild_parameter", "_rebuild_parameter_with_state" -> arguments.get(0);
            case "_rebuild_from_type_v2" -> ofType((Pickle.Global) arguments.get(0), (List<?>) arguments.get(2));
            default -> new Pickle.Opaque(global);
        };
    }

    /** A subclass of tensor, rebuilt by the function for plain ones; never by this one again, which need not end. */
    private static Object ofType(Pickle.Global function, List<?> arguments) {
        return function.name().startsWith("_rebuild_tensor") ? call(function, arguments) : new Pickle.Opaque(function);
    }

    /** Of numbers that no network here has, quantised or complex ones, nothing is kept. */
    private static Object view(List<?> arguments) {
        if (arguments.get(0) instanceof Pickle.Opaque) {
            return arguments.get(0);
        }
        return new View(
                (Storage) arguments.get(0), (Long) arguments.get(1), longs((List<?>) arguments.get(2)), longs((List<?>)
                        arguments.get(3)));
    }

    private static long[] longs(List<?> values) {
        return values.stream().mapToLong(value -> (Long) value).toArray();
    }

    /** PyTorch's persistent id: {@code ('storage', type, key, device, length)}. */
    static Object storage(List<?> id) {
        Pickle.Global type = (Pickle.Global) id.get(1);
        ElementType elements = STORAGES.get(type.name());
        return elements == null ? new Pickle.Opaque(type) : new Storage(elements, (String) id.get(2), (Long) id.get(4));
    }
}
