/**
 * An experiment proposed for a dataset and a machine: what the training cases measure ({@link
 * org.attunet.experiments.plan.DatasetSurvey}), which spacing, widths and patch they and the machine's memory and time allow ({@link
 * org.attunet.experiments.plan.LayoutSearch}), and the experiment file that says so with its reasons ({@link
 * org.attunet.experiments.plan.ProposedExperiment}). Nothing is trained here, and no case outside the training part is opened.
 */
package org.attunet.experiments.plan;
