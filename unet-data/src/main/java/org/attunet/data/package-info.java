/** Files to volumes to patches. Knows nothing of networks, training or scores. */
package org.attunet.data;
