/**
 * Logits to masks to scores to pictures and tables. Knows data and model, not how a network is trained. Nothing lives in this package
 * itself: {@code inference} makes masks, {@code metric} scores them and knows no network, {@code report} shows both.
 */
package org.attunet.eval;
