package org.attunet.model.kernel.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kernels as they are written, in CUDA C, and what each is given. */
final class KernelSource {
    private static final List<String> FILES = List.of(
            "numbers",
            "elementwise",
            "planes",
            "normalisation",
            "volumes",
            "upsampling",
            "convolution",
            "loss",
            "optimizer",
            "vectors",
            "windows",
            "augment");

    private static final Pattern KERNEL =
            Pattern.compile("extern \"C\" __global__ void (\\w+)\\(([^)]*)\\)", Pattern.DOTALL);

    /** What a kernel is given. */
    enum Type {
        ADDRESS(Long.class),
        LONG(Long.class),
        INT(Integer.class),
        FLOAT(Float.class),
        DOUBLE(Double.class);

        private final Class<?> passed;

        Type(Class<?> passed) {
            this.passed = passed;
        }

        private static Type of(String declared) {
            if (declared.contains("*")) {
                return ADDRESS;
            }
            return declared.startsWith("long long")
                    ? LONG
                    : valueOf(declared.split(" ", -1)[0].toUpperCase(Locale.ROOT));
        }
    }

    private final String text = FILES.stream().map(KernelSource::read).collect(Collectors.joining("\n"));
    private final Map<String, List<String>> declarations = new TreeMap<>();
    private final Map<String, List<Type>> parameters = new TreeMap<>();

    KernelSource() {
        Matcher matcher = KERNEL.matcher(text);
        while (matcher.find()) {
            List<String> declared = Arrays.stream(matcher.group(2).split(",", -1))
                    .map(parameter -> parameter.strip().replaceFirst("^const ", ""))
                    .toList();
            declarations.put(matcher.group(1), declared);
            parameters.put(matcher.group(1), declared.stream().map(Type::of).toList());
        }
    }

    private static String read(String name) {
        try (InputStream in = KernelSource.class.getResourceAsStream(name + ".cu")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files, one after the other. */
    String text() {
        return text;
    }

    /** Parameters of every kernel as they are declared, without {@code const}. */
    Map<String, List<String>> declarations() {
        return declarations;
    }

    /**
     * Holds a launch to what its kernel is declared with.
     *
     * @throws IllegalArgumentException where they differ: it would read memory that is not its own
     */
    void check(Launch launch) {
        List<Type> wanted = parameters.get(launch.kernel());
        if (wanted == null) {
            throw new IllegalArgumentException("there is no kernel " + launch.kernel());
        }
        List<Class<?>> given = new ArrayList<>();
        launch.arguments().forEach(argument -> given.add(argument.getClass()));
        if (!given.equals(wanted.stream().map(type -> type.passed).toList())) {
            throw new IllegalArgumentException("kernel " + launch.kernel() + " takes " + wanted + ", given " + given);
        }
    }
}
