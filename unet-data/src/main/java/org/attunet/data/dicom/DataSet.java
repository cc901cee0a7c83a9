package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The outermost elements of one file, as far as they could be read. */
final class DataSet {
    /**
     * Where an element's value lies.
     *
     * @param order of its bytes
     * @param at first byte
     * @param length in bytes, −1 where it is a list of fragments
     * @param words whether it is made of 16-bit words (OW)
     */
    record Element(ByteOrder order, int at, int length, boolean words) {}

    private static final int LONGEST_KEPT = 256;
    private static final int LONGEST_NUMBER = 64;

    /** A number as text (DICOM PS3.5, DS and IS); Java would also take 0x1p3, 1f and NaN. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final byte[] bytes;
    private final TransferSyntax syntax;
    private final boolean bare;
    private final Map<Integer, Element> elements = new HashMap<>();
    private String fault;
    private boolean misdeclared;

    /**
     * An empty data set.
     *
     * @param bytes in which the elements lie, inflated where they were deflated
     * @param syntax how they are written
     * @param bare whether the preamble or the header with the syntax is missing
     */
    DataSet(byte[] bytes, TransferSyntax syntax, boolean bare) {
        this.bytes = bytes;
        this.syntax = syntax;
        this.bare = bare;
    }

    void put(int tag, Element element) {
        elements.putIfAbsent(tag, element);
    }

    void fail(String reason) {
        fault = fault == null ? reason : fault;
    }

    /** Why reading stopped before the end, where it did. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** A copy of the short elements alone, so that a folder's headers fit memory. Pixels are there or not, but empty. */
    DataSet headers() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Map<Integer, Element> moved = new HashMap<>();
        elements.forEach((tag, e) -> {
            int length = e.length <= LONGEST_KEPT && tag != Tags.PIXELS ? Math.max(0, e.length) : 0;
            moved.put(tag, new Element(e.order, kept.size(), length, e.words));
            kept.write(bytes, e.at, length);
        });
        DataSet copy = new DataSet(kept.toByteArray(), syntax, bare);
        copy.elements.putAll(moved);
        copy.fault = fault;
        copy.misdeclared = misdeclared;
        return copy;
    }

    /** Notes that the header names another syntax than the elements are written in. */
    void markMisdeclared() {
        misdeclared = true;
    }

    boolean isMisdeclared() {
        return misdeclared;
    }

    byte[] bytes() {
        return bytes;
    }

    TransferSyntax syntax() {
        return syntax;
    }

    boolean isBare() {
        return bare;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    boolean has(int tag) {
        return elements.containsKey(tag);
    }

    Optional<Element> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** The text without padding; empty where the element is missing. */
    String text(int tag) {
        Element element = elements.get(tag);
        if (element == null || element.length < 1) {
            return "";
        }
        String text = new String(bytes, element.at, element.length, StandardCharsets.ISO_8859_1);
        return text.replace('\0', ' ').strip();
    }

    /** The value as it is; empty where the element is missing or has none. */
    byte[] value(int tag) {
        return element(tag)
                .filter(element -> element.length > 0)
                .map(element -> Arrays.copyOfRange(bytes, element.at, element.at + element.length))
                .orElse(new byte[0]);
    }

    /** A 16-bit unsigned number. */
    OptionalInt unsigned(int tag) {
        Element element = elements.get(tag);
        return element == null || element.length < 2
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(bytes).order(element.order).getShort(element.at) & 0xffff);
    }

    /** A number written as text; nothing where it is missing or no finite number. */
    OptionalDouble number(int tag) {
        double[] values = numbers(tag).orElse(new double[0]);
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
    }

    /** Numbers written as text with backslashes between; nothing where one is missing or no finite number. */
    Optional<double[]> numbers(int tag) {
        String text = text(tag);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\\\", -1);
        double[] values = new double[parts.length];
        for (int n = 0; n < parts.length; n++) {
            String part = parts[n].strip();
            values[n] = part.length() <= LONGEST_NUMBER && DECIMAL.matcher(part).matches()
                    ? Double.parseDouble(part)
                    : Double.NaN;
            if (!Double.isFinite(values[n])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
