package org.attunet.model.kernel.contract;

/** Kernels do not compute what they are defined to. */
public final class BrokenContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenContractException(String message) {
        super(message);
    }
}
