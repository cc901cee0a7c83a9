package org.attunet.data.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.attunet.data.volume.VolumeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics are those of the numbers in the file, not of the floats they become; each mean is a sum worked out by hand over 24. */
class StoredNumbersTest {
    private static final int VOXELS = 352;

    @TempDir
    Path folder;

    private VolumeInfo info(NiftiType type, Consumer<ByteBuffer> change) throws IOException {
        return NiftiReader.read(Odd.file(folder, type, change)).info();
    }

    /** First and second value; the others are 0 once the file is cleared. */
    private static Consumer<ByteBuffer> longs(long... values) {
        return b -> {
            b.put(VOXELS, new byte[24 * 8]);
            for (int n = 0; n < values.length; n++) {
                b.putLong(VOXELS + 8 * n, values[n]);
            }
        };
    }

    @Test
    void largeIntegersThatCancelLeaveTheirExactMean() throws IOException {
        long large = (1L << 62) + 1;
        VolumeInfo info = info(NiftiType.INT64, longs(large, 24, -large));
        assertThat(info.statistics().mean()).isEqualTo(1);
        assertThat(info.statistics().max()).isEqualTo(0x1p62);
        assertThat(info.statistics().min()).isEqualTo(-0x1p62);
    }

    @Test
    void aDifferenceBelowADoublesStepCounts() throws IOException {
        // 2^53 + 1 is no double; the sum of 24 of them is 24 · 2^53 + 24.
        long[] values = new long[24];
        java.util.Arrays.fill(values, (1L << 53) + 1);
        values[23] -= 24;
        VolumeInfo info = info(NiftiType.INT64, longs(values));
        assertThat(info.statistics().mean()).isEqualTo(0x1p53);
    }

    @Test
    void unsignedIntegersReachBeyondTheSignedOnes() throws IOException {
        VolumeInfo info = info(NiftiType.UINT64, longs(-1L, 1L << 63, 24));
        assertThat(info.first()).isEqualTo(0x1p64);
        assertThat(info.statistics().max()).isEqualTo(0x1p64);
        assertThat(info.statistics().min()).isZero();
        assertThat(info.statistics().mean()).isEqualTo((0x1p64 + 0x1p63) / 24);
    }

    @Test
    void integersBeyondAFloatKeepTheirLastDigit() throws IOException {
        VolumeInfo info = info(NiftiType.INT32, b -> b.putInt(VOXELS, 16777217).putInt(VOXELS + 23 * 4, -16777219));
        assertThat(info.first()).isEqualTo(16777217);
        assertThat(info.last()).isEqualTo(-16777219);
        // 1 … 22 between the two: 253.
        assertThat(info.statistics().mean()).isEqualTo((16777217 - 16777219 + 253) / 24.0);
    }

    @Test
    void doublesAreSummedWithoutLosingSmallOnes() throws IOException {
        VolumeInfo info = info(NiftiType.FLOAT64, b -> {
            b.put(VOXELS, new byte[24 * 8]);
            b.putDouble(VOXELS, 1e16)
                    .putDouble(VOXELS + 8, 1)
                    .putDouble(VOXELS + 16, 23)
                    .putDouble(VOXELS + 24, -1e16);
        });
        assertThat(info.statistics().mean()).isEqualTo(1);
    }

    @Test
    void slopeAndInterceptAreAppliedInDouble() throws IOException {
        // 0 … 23 times a quarter less 100.5: from −100.5 to −94.75.
        VolumeInfo info = info(NiftiType.UINT32, b -> b.putFloat(112, 0.25f).putFloat(116, -100.5f));
        assertThat(info.first()).isEqualTo(-100.5);
        assertThat(info.last()).isEqualTo(-94.75);
        assertThat(info.statistics().mean()).isEqualTo(-97.625);
        VolumeInfo large = info(NiftiType.INT32, b -> b.putFloat(112, 2).putInt(VOXELS, 16777217));
        assertThat(large.first()).isEqualTo(33554434);
        assertThat(large.statistics().max()).isEqualTo(33554434);
    }

    @Test
    void shortsThatStayShortsAreExact() throws IOException {
        VolumeInfo info = info(NiftiType.INT16, b -> b.putShort(VOXELS, (short) -32768));
        assertThat(info.statistics().min()).isEqualTo(-32768);
        assertThat(info.statistics().mean()).isEqualTo((276 - 32768) / 24.0);
        assertThat(info.statistics().measured().filled()).isEqualTo(1);
        assertThat(info.statistics().measured().mean()).isEqualTo(12);
    }
}
