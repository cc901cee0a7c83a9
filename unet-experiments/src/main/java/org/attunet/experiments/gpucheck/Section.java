package org.attunet.experiments.gpucheck;

/** What is looked at, in this order. */
public enum Section {
    /** Every kernel by itself, against its definition. */
    CONTRACT,
    /** Small networks against numbers of PyTorch's, and half precision against float. */
    GOLDENS,
    /** Seconds and memory of steps and inferences. */
    BENCH,
    /** Whether a run that is interrupted and resumed gives the bits of one that is not. */
    RESUME,
    /** What minutes of training at full scale come to on held-out cases. */
    TRAIN;

    SectionCheck check() {
        return switch (this) {
            case CONTRACT -> new ContractCheck();
            case GOLDENS -> new GoldensCheck();
            case BENCH -> new BenchCheck();
            case RESUME -> new ResumeCheck();
            case TRAIN -> new TrainCheck();
        };
    }
}
