/** The optimiser: how a gradient moves the parameters. */
package org.attunet.model.updater;
