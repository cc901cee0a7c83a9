package org.attunet.data.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.Allocation;
import org.attunet.data.DataException;

/**
 * Any bytes are an image or are refused, soon and without allocating more than they could hold. Every build tries the bytes that
 * are kept among the resources; {@code JAZZER_FUZZ=1 mvn test -pl unet-data -am -Djazzer.hooks=true -Dtest=NiftiFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches for others.
 */
class NiftiFuzzTest {
    /** Deflate's best. */
    private static final long BEST_RATIO = 1032;

    /** A byte of a file becomes a float, which is copied where it grows. */
    private static final long COPIES = 16;

    @FuzzTest(maxDuration = "3m")
    void anyBytesAreAnImageOrRefused(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".nii");
        try {
            Files.write(file, bytes);
            boolean gzip = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            Allocation.assertAtMost(COPIES * bytes.length * (gzip ? BEST_RATIO : 1), () -> read(file));
        } finally {
            Files.delete(file);
        }
    }

    private static void read(Path file) {
        try {
            NiftiImage image = NiftiReader.read(file);
            assertThat(image.info().size()).isEqualTo(image.volume().size());
            NiftiReader.readMask(file);
        } catch (DataException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
