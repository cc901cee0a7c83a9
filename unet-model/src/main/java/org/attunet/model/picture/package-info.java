/**
 * Pictures of networks, drawn from their plans: where each node stands, how arrows go round the others, and the sheet they are drawn on.
 * Knows plans, not settings; nothing here computes.
 */
package org.attunet.model.picture;
