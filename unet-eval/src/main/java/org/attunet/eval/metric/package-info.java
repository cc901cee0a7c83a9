/**
 * How good a mask is: overlap, surface distances in millimetres, volumes; one row a case, a summary a split, and the
 * statistics that tell a difference from noise. Masks come from anywhere: nothing here knows a network.
 */
package org.attunet.eval.metric;
