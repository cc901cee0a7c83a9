/**
 * Work in pieces that need each other not at all: training a fold or a candidate, predicting a scan, preprocessing or scoring a case. A
 * {@link org.attunet.experiments.task.Task} is a small serialisable value that says everything it needs by name (folders, settings, ids)
 * and does its work in one method; a {@link org.attunet.experiments.task.TaskExecutor} decides where:
 *
 * <ul>
 *   <li>{@link org.attunet.experiments.task.ThisProcess}: one after the other, here; what happens where nothing else is asked for.
 *   <li>{@link org.attunet.experiments.task.LocalWorkers}: side by side on this machine, a process each, one a GPU where GPUs compute.
 *   <li>Spark, in a source folder of its own that only {@code -Pspark} compiles: the same values on a cluster's machines.
 * </ul>
 *
 * <p>The body of a task is the same wherever it runs and knows none of them, so that its result is the same too. What it leaves lies in
 * files that are there whole or not at all; what it returns is small. A task may be run again after whoever ran it was lost: it goes on
 * with what it finds. Two that train one run are kept apart by the run's lock and lease, not by the executor.
 */
package org.attunet.experiments.task;
