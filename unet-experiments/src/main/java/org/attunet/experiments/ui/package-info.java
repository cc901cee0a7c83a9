/**
 * Deeplearning4j's training UI on the loopback address, every run attached, with a page that compares runs. What comes from a run's
 * folder is taken as written by a stranger: statistics pass a filter of classes, names that lead elsewhere are left out, answers are
 * escaped, and who may ask is checked at the front door. Reads runs; writes nothing into them.
 */
package org.attunet.experiments.ui;
