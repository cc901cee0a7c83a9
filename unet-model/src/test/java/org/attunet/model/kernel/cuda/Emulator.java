package org.attunet.model.kernel.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** A device that is none: the kernels compiled by the machine's C++ compiler and run on the host, convolutions as they are defined. */
final class Emulator extends RecordingDriver {
    private static final KernelSource SOURCE = new KernelSource();
    private static final List<String> NAMES = List.copyOf(SOURCE.declarations().keySet());

    private final Precision precision;
    private final HostCalls calls;

    /** Which one it takes where nothing was chosen earlier: every second adds samples up from the last one. */
    private final long engine;

    /** Whether a convolution adds its bias and activates on its way. */
    boolean fuses = true;

    /**
     * Compiles.
     *
     * @param folder where to
     */
    Emulator(Precision precision, Path folder) {
        super("an emulated device");
        this.precision = precision;
        this.engine = 0;
        this.calls = precision == Precision.BFLOAT16 ? new HostCalls.OfBfloat16() : new HostCalls.OfFloat();
        try {
            compile(folder);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the kernels cannot be compiled for the host", e);
        }
        System.load(library(folder).toString());
    }

    /** Another device of the same kernels. */
    Emulator(Emulator compiled, String device, long engine) {
        super(device);
        this.precision = compiled.precision;
        this.calls = compiled.calls;
        this.engine = engine;
    }

    private Path library(Path folder) {
        return folder.resolve("kernels-" + precision.word() + ".so");
    }

    private void compile(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("kernels.cpp");
        String text = part("device.h") + SOURCE.text() + calls() + part("calls.cpp");
        Files.writeString(source, text);
        Path java = Path.of(System.getProperty("java.home"), "include");
        List<String> command = new ArrayList<>(List.of("g++", "-std=c++17", "-O2", "-w", "-shared", "-fPIC"));
        command.addAll(List.of("-I" + java, "-I" + java.resolve("linux"), "-fno-strict-aliasing"));
        if (precision == Precision.BFLOAT16) {
            command.add("-DBFLOAT16");
        }
        String name = calls.getClass().getName();
        command.add("-DCALLS=" + name.substring(name.lastIndexOf('.') + 1).replace("$", "_00024")); // as JNI writes it
        command.addAll(List.of("-o", library(folder).toString(), source.toString()));
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private static String part(String name) throws IOException {
        try (InputStream in = Emulator.class.getResourceAsStream("/emulator/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A function for each kernel that takes its arguments out of a list of addresses, and the table of them all. */
    private static String calls() {
        StringBuilder text = new StringBuilder("\nstruct Kernel { void (*call)(void**); bool hasBarriers; };\n");
        SOURCE.declarations()
                .forEach((name, parameters) -> text.append(IntStream.range(0, parameters.size())
                        .mapToObj(n -> "*(" + parameters.get(n).replaceFirst("\\w+$", "") + "*) a[" + n + "]")
                        .collect(Collectors.joining(
                                ", ", "static void call_" + name + "(void** a) { " + name + "(", "); }\n"))));
        return text
                + NAMES.stream()
                        .map(name -> "{call_" + name + ", " + hasBarriers(name) + "}")
                        .collect(Collectors.joining(", ", "static Kernel KERNELS[] = {", "};\n"));
    }

    private static boolean hasBarriers(String kernel) {
        String after = SOURCE.text().substring(SOURCE.text().indexOf("void " + kernel + "("));
        String body = after.substring(0, after.indexOf("\n}\n"));
        return body.contains("rowSums(") || body.contains("__shfl") || body.contains("__syncthreads");
    }

    @Override
    public long allocate(long bytes) {
        return calls.allocate(bytes);
    }

    @Override
    public void free(long address) {
        calls.free(address);
    }

    @Override
    public void copy(long from, long to, long bytes) {
        ask(() -> calls.move(from, to, bytes));
    }

    @Override
    public void clear(long address, long bytes) {
        ask(() -> calls.zero(address, bytes));
    }

    @Override
    public long available() {
        return Long.MAX_VALUE;
    }

    @Override
    public int multiprocessors() {
        return 2;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    private static long address(Pointer pointer) {
        return pointer.address() + pointer.position() * pointer.sizeof();
    }

    @Override
    public void upload(Pointer from, long to, long bytes) {
        requireNoRecording();
        calls.move(address(from), to, bytes);
    }

    @Override
    public void download(long from, Pointer to, long bytes) {
        requireNoRecording();
        calls.move(from, address(to), bytes);
    }

    @Override
    public void launch(Launch launch) {
        SOURCE.check(launch);
        ask(() -> runNow(launch));
    }

    private void runNow(Launch launch) {
        List<Pointer> cells = launch.cells();
        try (PointerPointer<Pointer> list = new PointerPointer<>(cells.toArray(Pointer[]::new))) {
            calls.launch(
                    NAMES.indexOf(launch.kernel()),
                    launch.blocks(),
                    launch.samples(),
                    launch.threads(),
                    list.address());
        }
        cells.forEach(Pointer::close);
    }

    private long engine(String operation) {
        EngineChoice own = new EngineChoice(engine, Map.of());
        return plans().plan(operation, EngineChoice::engine, () -> new PlanBook.Chosen<>(Optional.of(own), engine));
    }

    @Override
    public PaddedConvolution convolution(PaddedConvolution.Size size) {
        int[] sizes = {
            size.in().samples(),
            size.in().x(),
            size.in().y(),
            size.in().z(),
            size.in().channels(),
            size.out(),
            size.stencil().edge(),
            size.stencil().stride(),
            size.stencil().padding(),
            size.output().x(),
            size.output().y(),
            size.output().z(),
            0
        };
        return new PaddedConvolution() {
            @Override
            public void forward(long x, long weights, long y) {
                convolve(0, "forward", x, weights, y);
            }

            @Override
            public boolean canActivate(float slope) {
                return fuses;
            }

            @Override
            public void activated(long x, long weights, long bias, float slope, long y) {
                int[] chosen = chosen("forward with bias and slope " + slope);
                ask(() -> calls.convolveAndActivate(chosen, x, weights, bias, slope, y));
            }

            @Override
            public void data(long dy, long weights, long dx) {
                convolve(1, "data", dx, weights, dy);
            }

            @Override
            public void filter(long x, long dy, long dw) {
                convolve(2, "filter", x, dw, dy);
            }

            private void convolve(int way, String name, long x, long weights, long y) {
                int[] chosen = chosen(name);
                ask(() -> calls.convolve(way, chosen, x, weights, y));
            }

            private int[] chosen(String name) {
                int[] chosen = sizes.clone();
                chosen[sizes.length - 1] = (int) (engine(size.operation(name)) % 2);
                return chosen;
            }
        };
    }
}
