/** Dice and DiceCE over the weighted predictions of deep supervision. Labels are class indices [N, 1, X, Y, Z]. */
package org.attunet.model.loss;
