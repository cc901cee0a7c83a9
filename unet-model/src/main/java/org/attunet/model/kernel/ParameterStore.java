package org.attunet.model.kernel;

/** The parameters of a network, and the gradient that lies like them. */
public interface ParameterStore<T> {
    /**
     * One of them.
     *
     * @param node the part of the network that it belongs to
     * @param name its name there
     */
    Parameter<T> get(String node, String name);

    /** A number that changes whenever a value may have: who prepared something of the values looks whether it is still the same. */
    long version();
}
