/** Pictures of networks, drawn from their graphs; knows graphs, not settings. */
package org.attunet.model.picture;
