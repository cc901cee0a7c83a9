/**
 * What a training step, a whole volume and growing work cost in time and memory, beside any other program that takes the same options.
 * Measures the network and the sliding window as runs use them, on random voxels; reads no dataset, and nothing outside this package
 * depends on a time.
 */
package org.attunet.experiments.bench;
