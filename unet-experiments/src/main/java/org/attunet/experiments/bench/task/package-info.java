/**
 * What people wait for, from file to file: scans segmented, data sets prepared, patches made, masks scored. Inputs are made from a seed,
 * once, and each task runs in a process of its own, so that its time from the start of Java on and its peak memory are its own. Masks mean nothing here: weights are as drawn.
 */
package org.attunet.experiments.bench.task;
