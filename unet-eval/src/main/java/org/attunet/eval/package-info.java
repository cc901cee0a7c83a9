/** Logits to masks to scores to pictures and tables. Knows data and model. */
package org.attunet.eval;
