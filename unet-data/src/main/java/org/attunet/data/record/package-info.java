/**
 * Training patches for the network, through DataVec: where to cut, how to vary what was cut, and batches of it. Everything is
 * a function of seed, epoch, case and crop, so neither threads nor what was read before change a batch.
 */
package org.attunet.data.record;
