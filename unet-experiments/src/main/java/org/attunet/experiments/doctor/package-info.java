/**
 * What this machine offers the program, and what is wrong with it: Java, memory, ND4J's backend, oneDNN, GPUs. A
 * {@link org.attunet.experiments.doctor.Check} each, with what to do where one is not good. Looks and reports; changes nothing, and no
 * run depends on what it finds.
 */
package org.attunet.experiments.doctor;
