package org.attunet.experiments.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorKindsTest {
    private final ProcessorKinds kinds = new ProcessorKinds();

    @Test
    void machinesOfOneKindAreNothingToSpeakOf() {
        assertThat(kinds.met("EPYC", "a")).isEmpty();
        assertThat(kinds.met("EPYC", "b")).isEmpty();
    }

    @Test
    void eachFurtherKindIsNamedOnceWithAMachineThatHasIt() {
        kinds.met("EPYC", "a");
        assertThat(kinds.met("Xeon", "b"))
                .hasValue(
                        "a mixed cluster, whose results may differ in their last bits from one machine's: {EPYC=a, Xeon=b}");
        assertThat(kinds.met("Xeon", "c")).isEmpty();
        assertThat(kinds.met("EPYC", "c")).isEmpty();
        assertThat(kinds.met("Atom", "d").orElseThrow()).contains("Atom=d", "EPYC=a", "Xeon=b");
    }
}
