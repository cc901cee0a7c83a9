package org.attunet.model.kernel.cuda;

import java.util.Optional;

/** Work that is asked for one by one the first time, which makes what it needs, recorded the second time, and played from then on. */
final class RepeatedWork implements Runnable {
    private final DevicePool memory;
    private final Runnable work;
    private boolean prepared;
    private boolean refused;
    private Recording recording;

    /**
     * @param memory where the work takes all that it takes
     */
    RepeatedWork(DevicePool memory, Runnable work) {
        this.memory = memory;
        this.work = work;
    }

    @Override
    public void run() {
        if (prepared && !refused && recording == null) {
            Optional<Recording> made = memory.record(work);
            recording = made.orElse(null);
            refused = made.isEmpty();
        }
        if (recording == null) {
            work.run();
            prepared = true;
        } else {
            recording.play();
        }
    }
}
