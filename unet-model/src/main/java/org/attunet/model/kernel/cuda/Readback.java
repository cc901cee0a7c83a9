package org.attunet.model.kernel.cuda;

import java.util.function.Supplier;

/** Some doubles on their way to the host while nobody waits for them; one copy at a time. */
interface Readback {
    /** Copies them as they are when everything asked for before is done; who looks at them waits. A copy begun earlier stays as it was. */
    Supplier<double[]> begin(long from);
}
