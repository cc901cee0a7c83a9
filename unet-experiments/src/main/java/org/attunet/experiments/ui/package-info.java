/** Deeplearning4j's training UI on the loopback address, every run attached, with a page that compares runs. */
package org.attunet.experiments.ui;
