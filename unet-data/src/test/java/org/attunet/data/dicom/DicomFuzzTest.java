package org.attunet.data.dicom;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.attunet.data.Allocation;

/**
 * Any bytes are a slice or are refused, soon and without allocating more than they could hold. Every build tries the bytes that
 * are kept among the resources; {@code JAZZER_FUZZ=1 mvn test -pl unet-data -am -Djazzer.hooks=true -Dtest=DicomFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches for others.
 */
class DicomFuzzTest {
    /** Pixels a byte at the best, which JPEG 2000 may claim; deflate has 1032. */
    private static final long BEST_RATIO = 4096;

    /** Bytes a pixel: decoders hold them as they came, as words and as numbers. */
    private static final long COPIES = 16;

    @FuzzTest(maxDuration = "3m")
    void anyBytesAreASliceOrRefused(byte[] bytes) {
        Allocation.assertAtMost(COPIES * BEST_RATIO * bytes.length, () -> DicomBytes.read(bytes));
    }
}
