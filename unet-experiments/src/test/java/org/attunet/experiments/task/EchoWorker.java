package org.attunet.experiments.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.attunet.data.DataException;
import org.attunet.eval.inference.Progress;
import org.attunet.train.InterruptedTrainingException;

/** A worker without networks, and tasks that show what becomes of tasks. */
public final class EchoWorker {
    private EchoWorker() {}

    /** Works until its input ends. */
    public static void main(String[] args) throws InterruptedException {
        TaskContext context = new TaskContext(
                () -> {
                    throw new IllegalStateException("no network is computed here");
                },
                new Interruption(),
                ComputeThreads.ALL,
                Progress.NONE);
        System.out.println("what a library has to say");
        new WorkerLoop(
                        context,
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        System.out)
                .run();
    }

    static ProcessBuilder process() {
        return new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EchoWorker.class.getName()));
    }

    /** Says its text and which process it was run by. */
    record Echo(String text) implements Task<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String title() {
            return text;
        }

        @Override
        public String run(TaskContext context) {
            context.watcher().orElseThrow().accept("half of " + text);
            return text + " by " + ProcessHandle.current().pid();
        }
    }

    /** Ends its process as many times as it is told to, as a kill would, and then says so. */
    record Deadly(String counter, int times) implements Task<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public String title() {
            return "deadly";
        }

        @Override
        public Integer run(TaskContext context) {
            try {
                Path file = Path.of(counter);
                int before = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
                if (before == times) {
                    return before;
                }
                Files.writeString(file, String.valueOf(before + 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().halt(137);
            return -1;
        }
    }

    /** Throws what {@code predict} throws of a scan that cannot be used. */
    record Refused() implements Task<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String title() {
            return "refused";
        }

        @Override
        public String run(TaskContext context) {
            throw new DataException("scan.nii.gz is none");
        }
    }

    /** Trains for ever, and saves its state when it is asked to stop. */
    record Endless(String saved) implements Task<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String title() {
            return "endless";
        }

        @Override
        public String run(TaskContext context) {
            CountDownLatch stopped = new CountDownLatch(1);
            context.interruption().begins();
            context.interruption().began(stopped::countDown);
            context.watcher().orElseThrow().accept("begun");
            try {
                stopped.await();
                Files.writeString(Path.of(saved), "saved");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                context.interruption().over();
            }
            throw new InterruptedTrainingException("stopped");
        }
    }
}
