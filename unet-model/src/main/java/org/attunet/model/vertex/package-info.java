/** Vertices of the graph: attention gate and deep-supervision stack defined in SameDiff, and what joins the decoder's levels. */
package org.attunet.model.vertex;
