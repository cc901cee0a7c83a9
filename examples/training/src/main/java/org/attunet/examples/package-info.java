/** Training in one's own program, by a loss of one's own. Not for use as it is: settings are those of a small trial. */
package org.attunet.examples;
