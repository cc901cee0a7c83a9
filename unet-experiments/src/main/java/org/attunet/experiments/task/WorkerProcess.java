package org.attunet.experiments.task;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A process that runs tasks, one after the other. */
final class WorkerProcess {
    /** So long may a task take to save its state when it is asked to stop. */
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedWriter tasks;
    private final BufferedReader replies;

    /**
     * Starts one.
     *
     * @param messages receives its standard error, line by line
     */
    WorkerProcess(ProcessBuilder command, Consumer<String> messages) throws IOException {
        process = command.start();
        tasks = process.outputWriter(StandardCharsets.UTF_8);
        replies = reader(process.getInputStream());
        Thread pump = new Thread(() -> pump(reader(process.getErrorStream()), messages), "messages of a worker");
        pump.setDaemon(true);
        pump.start();
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static void pump(BufferedReader lines, Consumer<String> messages) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                messages.accept(line);
            }
        } catch (IOException e) {
            // its process is gone, and has nothing more to say
            return;
        }
    }

    /**
     * Its answer to a task; empty where the process ends without one.
     *
     * @param said receives whatever else it says of it
     */
    Optional<Reply> run(Task<?> task, BiConsumer<Reply.Kind, String> said) {
        try {
            tasks.write(Wire.word(task));
            tasks.newLine();
            tasks.flush();
            for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                Optional<Reply> reply = Reply.of(line);
                if (reply.isPresent() && reply.get().isEnd()) {
                    return reply;
                }
                reply.ifPresent(text -> said.accept(text.kind(), (String) Wire.value(text.word())));
            }
        } catch (IOException e) {
            // it ended while it was spoken to: the same as an end without an answer
        }
        return Optional.empty();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The number of the process. */
    long pid() {
        return process.pid();
    }

    /** What it ended with, once it has. */
    String end() throws InterruptedException {
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                ? "ended with exit code " + process.exitValue()
                : "no longer answers";
    }

    /** No further task; one in progress is asked to save its state and to end. */
    void stop() {
        try {
            tasks.close();
        } catch (IOException e) {
            // it has ended already
            return;
        }
    }

    /** Waits for its end, and brings it about where it takes too long. */
    void close() {
        stop();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
