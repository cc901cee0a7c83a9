/** Who computes. */
package org.attunet.model.engine;
