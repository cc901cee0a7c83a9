package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The elements of a data set or of one item of a sequence, to be written explicit, little endian, in ascending order. */
final class Elements {
    /** Types whose length takes four bytes behind two unused ones. */
    private static final Set<String> LONG = Set.of("OB", "OW", "SQ");

    /** A number written as text takes no more. */
    private static final int LONGEST_NUMBER = 16;

    private final TreeMap<Integer, byte[]> written = new TreeMap<>();

    /** Text, values separated by backslashes; none at all is an element without a value. */
    Elements text(int tag, String type, String... values) {
        byte[] bytes = String.join("\\", values).getBytes(StandardCharsets.UTF_8);
        return put(tag, type, padded(bytes, type.equals("UI") ? 0 : ' '));
    }

    /** Elements that must be there and stay empty. */
    Elements empty(String type, int... tags) {
        for (int tag : tags) {
            put(tag, type, new byte[0]);
        }
        return this;
    }

    /** Decimal numbers as text. */
    Elements decimals(int tag, double... values) {
        return text(tag, "DS", Arrays.stream(values).mapToObj(Elements::decimal).toArray(String[]::new));
    }

    /** 16-bit numbers without sign. */
    Elements shorts(int tag, int... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(values).forEach(value -> putShort(out, value));
        return put(tag, "US", out.toByteArray());
    }

    /** 32-bit numbers without sign. */
    Elements integers(int tag, int... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(values).forEach(value -> putInt(out, value));
        return put(tag, "UL", out.toByteArray());
    }

    /** The name of another element. */
    Elements pointer(int tag, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        putTag(out, to);
        return put(tag, "AT", out.toByteArray());
    }

    /** Bytes as they are, made even. */
    Elements bytes(int tag, byte[] value) {
        return put(tag, "OB", padded(value, 0));
    }

    /** Numbers of 16 bits, the lower half first. */
    Elements words(int tag, byte[] value) {
        return put(tag, "OW", value);
    }

    /** A sequence. */
    Elements items(int tag, List<Elements> items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Elements item : items) {
            byte[] content = item.bytes();
            putTag(out, Tags.ITEM);
            putInt(out, content.length);
            out.writeBytes(content);
        }
        return put(tag, "SQ", out.toByteArray());
    }

    /** A sequence of one item. */
    Elements item(int tag, Elements item) {
        return items(tag, List.of(item));
    }

    /** A sequence of one code of a coding scheme. */
    Elements code(int tag, Code code) {
        return item(
                tag,
                new Elements()
                        .text(0x00080100, "SH", code.value())
                        .text(0x00080102, "SH", code.scheme())
                        .text(0x00080104, "LO", code.meaning()));
    }

    /**
     * An entry of a coding scheme.
     *
     * @param value the code
     * @param scheme such as SCT or DCM
     * @param meaning for people
     */
    record Code(String value, String scheme, String meaning) {}

    /** All elements, one after another. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        written.values().forEach(out::writeBytes);
        return out.toByteArray();
    }

    private Elements put(int tag, String type, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length + 12);
        putTag(out, tag);
        out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        if (LONG.contains(type)) {
            putShort(out, 0);
            putInt(out, value.length);
        } else {
            putShort(out, value.length);
        }
        out.writeBytes(value);
        written.put(tag, out.toByteArray());
        return this;
    }

    private static void putTag(ByteArrayOutputStream out, int tag) {
        putShort(out, tag >>> 16);
        putShort(out, tag);
    }

    private static void putShort(ByteArrayOutputStream out, int value) {
        out.write(value);
        out.write(value >>> 8);
    }

    private static void putInt(ByteArrayOutputStream out, int value) {
        putShort(out, value);
        putShort(out, value >>> 16);
    }

    private static byte[] padded(byte[] value, int pad) {
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] even = Arrays.copyOf(value, value.length + 1);
        even[value.length] = (byte) pad;
        return even;
    }

    /** As many digits as fit 16 characters. */
    static String decimal(double value) {
        for (int digits = LONGEST_NUMBER; ; digits--) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
            String plain =
                    rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
            if (plain.length() <= LONGEST_NUMBER) {
                return plain;
            }
        }
    }
}
