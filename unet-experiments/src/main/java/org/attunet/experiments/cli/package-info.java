/**
 * What users type: one class per command, and options that several share as mixins. Commands read options, call other packages and print
 * results, as text or as JSON; exit codes and messages of failures are decided here and nowhere else. picocli is known in this package
 * alone, and no computation lives in it.
 */
package org.attunet.experiments.cli;
