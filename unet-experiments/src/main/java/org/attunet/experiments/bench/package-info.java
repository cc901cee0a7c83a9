/** What a step, a whole volume and growing work cost, beside any other program that takes the same options. */
package org.attunet.experiments.bench;
