package org.attunet.experiments.experiment;

import org.attunet.model.engine.Device;

/** How much work an experiment is. */
public enum Scale {
    /** The reference project's size: a GPU's work for days. */
    FULL,
    /** Minutes on two CPU cores, on phantoms. */
    DEMO;

    /** What suits a device. */
    static Scale suiting(Device device) {
        return device.isCuda() ? FULL : DEMO;
    }
}
