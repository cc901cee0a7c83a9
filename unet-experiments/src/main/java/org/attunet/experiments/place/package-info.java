/**
 * Where scans and masks lie: in folders of this machine, or by URI in a file system that Hadoop knows ({@code hdfs:}, {@code s3a:},
 * {@code file:}), which a build for Spark reaches. Whoever works on them sees files of this machine alone: what lies elsewhere is copied
 * into a scratch folder first, and what is to lie elsewhere is copied out of one. What a scan is, is not known here; runs, models,
 * datasets and journals stay in folders.
 */
package org.attunet.experiments.place;
