/** Pictures of networks, drawn from their plans; knows plans, not settings. */
package org.attunet.model.picture;
