/**
 * The fast way to run a network on a processor: the whole graph at once, in one memory layout from input to logits. Activations are
 * channels-last, [N, X, Y, Z, C] in memory, where oneDNN's convolutions are fastest; every other pass is written for that layout.
 * {@link org.attunet.model.engine.NetworkGraph} chooses between this and ND4J's operations, vertex by vertex. Nothing here knows how
 * networks are put together: it follows the graph's own configuration.
 */
package org.attunet.model.engine;
