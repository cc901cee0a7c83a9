package org.attunet.model.execution;

import java.util.List;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;

/**
 * A network at work on one image in the memory of the computer that computes: windows are cut, looked at, put together and decided there,
 * and only what is asked for comes back. To be closed; not for several threads at once.
 */
public interface ImageInference extends AutoCloseable {
    /** Classes that each voxel may be of. */
    int classes();

    /** Looks at some windows, as many as the network sees at once or fewer; in the order in which they are to be added up. */
    void show(List<WindowPlace> windows);

    /** After all windows: the class with the largest logit of each voxel, the first of equals; first axis fastest. */
    byte[] largest();

    /** The same on another grid, between whose voxels logits are interpolated; 0 where that leads nowhere. */
    byte[] largest(TargetGrid grid);

    /** After all windows: the logits of each class, first axis fastest. */
    float[][] logits();

    /** Gives the memory back. */
    @Override
    void close();
}
