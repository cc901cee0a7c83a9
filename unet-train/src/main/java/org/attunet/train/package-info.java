/**
 * Epochs, and a run's state on disk, from which it goes on exactly: a checkpoint is there whole or not at all. Knows evaluation;
 * what besides training happens while a run is trained is the listeners'.
 */
package org.attunet.train;
