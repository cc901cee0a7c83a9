package org.attunet.experiments.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a record as YAML that {@link Binder} reads back to an equal record, and any YAML reader to the same values. */
public final class YamlWriter {
    private final Tuples tuples;

    /** @param tuples records that are written as a list */
    public YamlWriter(Tuples tuples) {
        this.tuples = tuples;
    }

    /** Every component, in the record's order, one per line, nested records indented. */
    public String write(Record record) {
        StringBuilder out = new StringBuilder();
        record(record, "", out);
        return out.toString();
    }

    private void record(Record record, String indent, StringBuilder out) {
        RecordShape shape = RecordShape.of(record.getClass());
        for (int i = 0; i < shape.size(); i++) {
            entry(shape.key(i), shape.get(record, i), indent, out);
        }
    }

    private void entry(String key, Object value, String indent, StringBuilder out) {
        Object bare = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (bare instanceof Record nested && !tuples.contains(nested.getClass())) {
            out.append(indent).append(key).append(":\n");
            record(nested, indent + "  ", out);
        } else if (bare instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append(indent).append(key).append(":\n");
            map.forEach((k, v) -> entry(text(k.toString()), v, indent + "  ", out));
        } else {
            out.append(indent).append(key).append(": ").append(inline(bare)).append('\n');
        }
    }

    /** A value on one line. */
    public String inline(Object value) {
        if (value == null || (value instanceof Optional<?> empty && empty.isEmpty())) {
            return "none";
        }
        if (value instanceof Optional<?> optional) {
            return inline(optional.get());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Record tuple) {
            return inline(List.of(RecordShape.of(tuple.getClass()).components(tuple)));
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof Enum<?> constant) {
            return Names.kebab(constant);
        }
        return value instanceof String text ? text(text) : value instanceof Map<?, ?> ? "{}" : value.toString();
    }

    /** The shortest digits that read back as the same double; YAML wants a point before an exponent. */
    static String number(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double magnitude = Math.abs(value);
        if (magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e9)) {
            String plain = exact.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        return Double.toString(value).replace("E-", "e-").replaceAll("E(\\d)", "e+$1");
    }

    private static String text(String text) {
        boolean plain = text.matches("[A-Za-z_/][A-Za-z0-9_./-]*")
                && !List.of("true", "false", "null", "none", "yes", "no", "on", "off")
                        .contains(text);
        return plain ? text : quoted(text);
    }

    /** A text whose type is not known: quoted only where it would read back as something else than one text. */
    static String scalar(String text) {
        return text.matches("[-+]?[\\w./]([\\w./+-]| (?=[\\w./]))*") ? text : quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
