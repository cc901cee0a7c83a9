package org.attunet.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NumPy's {@code .npy} format (versions 1 and 2): floats, signed integers, bytes and truth values in C order; written as little-endian
 * float32.
 */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=])([a-z])(\\d)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");

    private static final long LARGEST = 1 << 30;
    private static final Map<String, ElementType> TYPES = Map.of(
            "f8", ElementType.F64,
            "f4", ElementType.F32,
            "f2", ElementType.F16,
            "i8", ElementType.I64,
            "i4", ElementType.I32,
            "i2", ElementType.I16,
            "i1", ElementType.I8,
            "u1", ElementType.U8,
            "b1", ElementType.BOOL);

    private NpyFile() {}

    /**
     * Reads a file.
     *
     * @throws WeightsException if it is missing, damaged, or of a kind not named above
     */
    public static Tensor read(Path file) {
        byte[] bytes;
        if (!Files.exists(file)) {
            throw new WeightsException("there is no file " + file);
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new WeightsException(file + " has " + Files.size(file) + " bytes, more than one tensor can");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new WeightsException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return parse(bytes, file.toString());
    }

    /** Reads what a file holds; {@code name} is for messages. */
    public static Tensor parse(byte[] bytes, String name) {
        if (bytes.length < 12 || !Arrays.equals(bytes, 0, 6, MAGIC, 0, 6)) {
            throw new WeightsException(name + " is not a .npy file: it does not begin with NumPy's mark");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = bytes[6] > 1;
        long headerLength = wide ? Integer.toUnsignedLong(buffer.getInt(8)) : Short.toUnsignedInt(buffer.getShort(8));
        long start = headerLength + (wide ? 12 : 10);
        if (start > bytes.length) {
            throw new WeightsException(name + " ends within its header");
        }
        String header = new String(bytes, wide ? 12 : 10, (int) headerLength, StandardCharsets.ISO_8859_1);
        Matcher type = find(DESCR, header, name);
        if (find(ORDER, header, name).group(1).equals("True")) {
            throw new WeightsException(name + " holds its values in Fortran order; save it in C order");
        }
        long[] shape = shape(find(SHAPE, header, name).group(1), name);
        return new Tensor(shape, values(buffer, (int) start, type, count(shape, name), name));
    }

    private static Matcher find(Pattern pattern, String header, String name) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new WeightsException(name + " has a header that cannot be understood: " + header.strip());
        }
        return matcher;
    }

    private static long[] shape(String text, String name) {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new WeightsException(name + " claims a shape that is none: (" + text + ")", e);
        }
    }

    private static int count(long[] shape, String name) {
        try {
            return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        } catch (ArithmeticException e) {
            throw new WeightsException(name + " claims the shape " + Arrays.toString(shape) + ", too large to hold", e);
        }
    }

    private static float[] values(ByteBuffer buffer, int start, Matcher type, int count, String name) {
        ElementType elements = TYPES.get(type.group(2) + type.group(3));
        if (elements == null) {
            throw new WeightsException(name + " holds numbers of type " + type.group(2) + type.group(3)
                    + "; floats, signed integers and bytes can be read");
        }
        long expected = (long) count * elements.width();
        long found = buffer.capacity() - (long) start;
        if (found != expected) {
            throw new WeightsException(name + " should hold " + expected + " bytes of values, found " + found);
        }
        float[] values = new float[count];
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        elements.read(buffer.slice(start, (int) found).order(order), values, 0, count);
        return values;
    }

    /**
     * Writes float32.
     *
     * @throws WeightsException if the file cannot be written
     */
    public static void write(Tensor tensor, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes(tensor));
        } catch (IOException e) {
            throw new WeightsException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** What a file of the tensor holds, in float32. */
    public static byte[] bytes(Tensor tensor) {
        String shape = Arrays.stream(tensor.shape()).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
        // The values begin at a multiple of 64 bytes.
        int padding = 63 - (10 + header.length()) % 64;
        header += " ".repeat(padding) + "\n";
        ByteBuffer buffer = ByteBuffer.allocate(10 + header.length() + 4 * tensor.values().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        buffer.put(header.getBytes(StandardCharsets.ISO_8859_1));
        buffer.asFloatBuffer().put(tensor.values());
        return buffer.array();
    }
}
