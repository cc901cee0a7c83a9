package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArrayUploadsTest {
    private static final int LENGTH = 24;

    private final SilentDriver driver = new SilentDriver(Precision.FLOAT);
    private final ArrayUploads uploads = new ArrayUploads(new DeviceSession(driver));

    private static INDArray array(float value) {
        return Nd4j.valueArrayOf(new long[] {1, 1, 2, 3, 4}, value, DataType.FLOAT);
    }

    private float lastAt(long address) {
        try (FloatPointer host = new FloatPointer(LENGTH)) {
            driver.download(address, host, LENGTH * Float.BYTES);
            return host.get(LENGTH - 1);
        }
    }

    @Test
    void whatComesNextLeavesAloneWhatIsUsed() {
        long used = uploads.arrive(array(1));
        INDArray patches = array(2);
        INDArray labels = array(3);
        uploads.send(List.of(patches, labels));
        assertThat(lastAt(uploads.arrive(labels))).isEqualTo(3);
        assertThat(lastAt(uploads.arrive(patches))).isEqualTo(2);
        assertThat(lastAt(used)).isEqualTo(1);
    }

    @Test
    void whatWasAnnouncedIsBroughtAheadAndUsedOnce() {
        INDArray announced = array(1);
        uploads.send(List.of(announced));
        announced.assign(2);
        assertThat(lastAt(uploads.arrive(announced))).as("as it was").isEqualTo(1);
        assertThat(lastAt(uploads.arrive(announced))).as("as it is").isEqualTo(2);
    }

    @Test
    void aPartOfAnArrayIsBroughtFromWhereItBegins() {
        INDArray both = Nd4j.concat(0, array(4), array(5));
        assertThat(lastAt(uploads.arrive(both.slice(1)))).isEqualTo(5);
    }

    @Test
    void twoPiecesOfMemoryTakeTurns() {
        long first = uploads.arrive(array(1));
        long second = uploads.arrive(array(2));
        assertThat(second).isNotEqualTo(first);
        assertThat(uploads.arrive(array(3))).isEqualTo(first);
        assertThat(lastAt(first)).isEqualTo(3);
        assertThat(lastAt(second)).isEqualTo(2);
    }
}
