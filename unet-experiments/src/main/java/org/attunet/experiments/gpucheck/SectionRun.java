package org.attunet.experiments.gpucheck;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.attunet.eval.inference.Progress;
import org.attunet.model.engine.Backend;

/**
 * A section looked at in this process.
 *
 * @param section which
 * @param backend what computes
 * @param backendOptions the same for another process
 * @param minutes that each experiment is trained
 * @param program the words that start this program once more
 */
public record SectionRun(
        Section section, Backend backend, List<String> backendOptions, double minutes, List<String> program) {
    /** Keeps its own copies. */
    public SectionRun {
        backendOptions = List.copyOf(backendOptions);
        program = List.copyOf(program);
    }

    /**
     * Looks; whatever is thrown on the way is the section's failure.
     *
     * @param out where its results go
     */
    public SectionReport in(Path out, Progress progress) {
        String name = section.name().toLowerCase(Locale.ROOT);
        Path work = out.resolve("work");
        long began = System.nanoTime();
        try {
            delete(work);
            Files.createDirectories(work);
            CheckContext context = new CheckContext(
                    backend, backendOptions, Workload.on(backend.device()), minutes, program, out, work);
            List<Row> rows = section.check().run(context, progress);
            return new SectionReport(name, since(began), rows, "");
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
            return SectionReport.broken(name, since(began), reason, trace(e));
        } finally {
            delete(work);
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
