/** A model at work: on a folder, behind a transform of one's own, and for others. To be copied, not depended on. */
package org.attunet.examples;
