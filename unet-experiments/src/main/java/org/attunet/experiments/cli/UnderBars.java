package org.attunet.experiments.cli;

import java.io.PrintStream;
import java.io.Serializable;
import java.util.List;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;
import org.attunet.experiments.task.TaskExecutor;

/** Runs tasks here, one after the other, each under a progress bar of its own that says which of how many it is. */
final class UnderBars implements TaskExecutor {
    private final TaskContext context;
    private final PrintStream messages;
    private List<String> planned = List.of();

    UnderBars(TaskContext context, PrintStream messages) {
        this.context = context;
        this.messages = messages;
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void planned(List<String> titles) {
        planned = List.copyOf(titles);
    }

    @Override
    public <R extends Serializable> R run(Task<R> task) {
        try (ConsoleProgress bar = new ConsoleProgress(titleOf(task), messages)) {
            return context.counting(bar)
                    .noting(line -> {
                        bar.close(); // leaves its line
                        messages.println("unet: " + line);
                    })
                    .run(task);
        }
    }

    private String titleOf(Task<?> task) {
        String title = task.title();
        return planned.size() < 2 ? title : title + " (" + (planned.indexOf(title) + 1) + " of " + planned.size() + ")";
    }

    @Override
    public void close() {
        context.close();
    }
}
