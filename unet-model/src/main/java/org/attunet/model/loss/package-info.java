/**
 * Which loss is trained: Dice or DiceCE over the weighted predictions of deep supervision, as settings and as the plan made of them. Labels
 * are class indices [N, 1, X, Y, Z]. How it is computed stands in {@code execution}; nothing here holds an array.
 */
package org.attunet.model.loss;
