/** A run's state on disk: everything needed to go on exactly, whole or not at all. */
package org.attunet.train.checkpoint;
