/**
 * What people look at: overlays of masks on the CT, tables of results in Markdown, LaTeX and CSV, the report as one HTML page. Evaluations
 * are made, written and read again here, so their file names stand in one place
 * ({@link org.attunet.eval.report.EvaluationFolder}). No score of a mask is computed here, and every text that comes from outside is
 * escaped by {@code Html} or by the table that prints it.
 */
package org.attunet.eval.report;
