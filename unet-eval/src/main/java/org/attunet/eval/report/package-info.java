/**
 * What people look at: overlays of masks on the CT, tables of results, the report. Reads evaluations from disk; computes no
 * score of a mask.
 */
package org.attunet.eval.report;
