/**
 * {@code gpu-check}: whether a machine that this program never ran on computes what it should, how fast, and what training comes to there.
 * Each section is a process of its own: what breaks in one, be it the GPU's driver, leaves the others alone.
 */
package org.attunet.experiments.gpucheck;
