/**
 * How good a mask is: overlap, surface distances in millimetres, volumes; one row per case, a summary per split, and the
 * statistics that distinguish a difference from noise. Masks come from anywhere: nothing here knows a network.
 */
package org.attunet.eval.metric;
