/**
 * Activations in the memory of an NVIDIA GPU, channels last: convolutions by cuDNN, everything else by kernels in CUDA C that are compiled
 * for the device when it is opened. What is asked of the device itself stands in {@code Driver}, so that all but that and cuDNN also runs
 * where no GPU is: the profile {@code cuda-host} compiles the kernels for the host and holds them to the contract of kernels and whole
 * networks to DL4J. It has never run on a GPU.
 */
package org.attunet.model.kernel.cuda;
