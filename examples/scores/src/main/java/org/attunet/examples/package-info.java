/** Scores of masks, whoever made them; no network is needed for that. */
package org.attunet.examples;
