package org.attunet.experiments.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a worker process does: reads tasks, a line each, runs one after the other and prints replies, until the stream ends. When it ends
 * while a task runs, whoever started the worker is gone or wants it to stop: the task is asked to save its state and to end.
 *
 * @param context what tasks find here
 * @param tasks lines of tasks
 * @param replies where replies go
 */
public record WorkerLoop(TaskContext context, BufferedReader tasks, PrintStream replies) {
    /** Works until there is nothing more to do. */
    public void run() throws InterruptedException {
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(lines), "tasks");
        reader.setDaemon(true);
        reader.start();
        for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
            print(reply((Task<?>) Wire.value(line.get())));
        }
        context.close();
    }

    private void read(BlockingQueue<Optional<String>> lines) {
        try {
            for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            // the same as its end
        }
        lines.add(Optional.empty());
        try {
            context.interruption().request();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(Task<?> task) {
        TaskContext ours = context.reporting(new Throttled(text -> say(Reply.Kind.PROGRESS, text)))
                .noting(line -> say(Reply.Kind.NOTE, line));
        try {
            return new Reply(Reply.Kind.RESULT, Wire.word(ours.run(task)));
        } catch (RuntimeException | Error failure) {
            return new Reply(Reply.Kind.FAILURE, Wire.wordOf(failure));
        }
    }

    private void say(Reply.Kind kind, String text) {
        print(new Reply(kind, Wire.word(text)));
    }

    private void print(Reply reply) {
        synchronized (replies) {
            replies.println(reply.line());
            replies.flush();
        }
    }
}
