/**
 * Who computes: values that make kernels, and which of them somebody chose. What was typed and what this machine has is compared here and
 * handed down as a value; nothing here computes, and no system property decides.
 */
package org.attunet.model.engine;
