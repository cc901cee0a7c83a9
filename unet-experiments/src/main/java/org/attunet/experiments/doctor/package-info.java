/** What this machine offers the program, and what is wrong with it. */
package org.attunet.experiments.doctor;
