/** One run of one experiment: its data, its folder, its provenance, its training and its evaluation. */
package org.attunet.experiments.run;
