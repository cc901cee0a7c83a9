/** Arbiter: the named experiments one after the other, and searches over their settings. */
package org.attunet.experiments.sweep;
