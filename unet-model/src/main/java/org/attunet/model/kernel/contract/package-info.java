/** What every set of kernels passes, whatever it computes on: definitions to hold kernels to, for tests and for machines that never ran them. */
package org.attunet.model.kernel.contract;
