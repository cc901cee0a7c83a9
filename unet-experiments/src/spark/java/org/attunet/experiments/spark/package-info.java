/**
 * Tasks on a cluster. A task is a job of one partition, so that Spark's own scheduling, retries and pages are about tasks; what it runs is
 * {@link org.attunet.experiments.task.TaskContext#run}, as everywhere. Compiled by {@code -Pspark} alone; nothing but this package knows
 * Spark, and it knows nothing of folds and scans.
 */
package org.attunet.experiments.spark;
