/** What users type: one class a command. Commands read options and print results; the work is done in the other rooms. */
package org.attunet.experiments.cli;
