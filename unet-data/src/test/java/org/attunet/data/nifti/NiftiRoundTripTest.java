package org.attunet.data.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiRoundTripTest {
    private static final Size SIZE = new Size(5, 4, 3);

    @TempDir
    Path folder;

    static List<Affine> everyOrientation() {
        int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<Affine> affines = new ArrayList<>();
        for (int[] permutation : permutations) {
            for (int flips = 0; flips < 8; flips++) {
                double[][] rows = new double[3][4];
                for (int axis = 0; axis < 3; axis++) {
                    rows[permutation[axis]][axis] = (axis + 0.5) * ((flips >> axis & 1) == 0 ? 1 : -1);
                    rows[axis][3] = 10 * axis - 7.25;
                }
                affines.add(Affine.of(rows));
            }
        }
        return affines;
    }

    private static short[] shorts() {
        short[] values = new short[SIZE.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = (short) (n * 1093);
        }
        return values;
    }

    /** Lengths about a piece's end, of values that compress and of some that do not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (5 << 20) + 12345})
    void whatIsCompressedSideBySideIsOneWholeMember(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Arrays.fill(bytes, length / 3, length / 2, (byte) 7);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GzipOutput out = new GzipOutput(file, 2)) {
            for (int at = 0; at < length; at += 70_001) {
                out.write(bytes, at, Math.min(70_001, length - at));
            }
        }
        byte[] stored = file.toByteArray();
        Inflater inflater = new Inflater(true);
        inflater.setInput(stored, 10, stored.length - 18);
        byte[] back = new byte[length + 1];
        int got = 0;
        while (!inflater.finished() && got < back.length) {
            try {
                got += inflater.inflate(back, got, back.length - got);
            } catch (DataFormatException e) {
                throw new IOException(e);
            }
        }
        assertThat(inflater.finished()).isTrue();
        assertThat(Arrays.copyOf(back, got)).isEqualTo(bytes);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void aFileHoldsTheLabelsThatWereWrittenAndNoOthers() throws IOException {
        Geometry grid = new Geometry(SIZE, everyOrientation().get(0));
        byte[] labels = new byte[SIZE.voxels()];
        labels[7] = 2;
        labels[SIZE.voxels() - 1] = (byte) 200;
        for (String name : List.of("mask.nii", "mask.nii.gz")) {
            Path file = folder.resolve(name);
            Mask mask = new Mask(grid, labels.clone());
            NiftiWriter.write(mask, file);
            assertThat(NiftiReader.holds(file, mask, 0.01)).isTrue();

            mask.labels()[SIZE.voxels() - 1] = 1;
            assertThat(NiftiReader.holds(file, mask, 0.01)).isFalse();
            Mask elsewhere = new Mask(new Geometry(SIZE, everyOrientation().get(1)), labels);
            assertThat(NiftiReader.holds(file, elsewhere, 0.01)).isFalse();
        }
        Path file = folder.resolve("mask.nii");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(NiftiReader.holds(file, new Mask(grid, labels), 0.01)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyOrientation")
    void everyOrientationComesBackExactlyFromEitherForm(Affine affine) {
        Path file = folder.resolve("image.nii");
        Volume volume = Volume.of(new Geometry(SIZE, affine), shorts());
        NiftiWriter.write(volume, file);
        for (AffineSource form : new AffineSource[] {AffineSource.SFORM, AffineSource.QFORM}) {
            NiftiImage image = NiftiReader.read(file, Optional.of(form));
            assertThat(image.header().form()).isEqualTo(form);
            assertThat(image.volume().shorts()).isEqualTo(volume.shorts());
            assertThat(image.header().affine().maxDifference(affine)).isLessThan(1e-6);
            assertThat(image.notes()).isEmpty();
        }
    }

    @Test
    void bothFormsOfAnyRotationAgreeWithinTheirFloats() {
        long seed = 20;
        Random random = new Random(seed);
        for (int n = 0; n < 500; n++) {
            // Every other one is close to a half turn, where the quaternion's first component hides in round-off.
            double a = n % 2 == 0 ? random.nextGaussian() : random.nextGaussian() * 1e-4;
            Affine affine = rotated(a, random);
            Geometry geometry = new Geometry(new Size(512, 2, 2), affine);
            Geometry sform = stored(geometry, AffineSource.SFORM);
            Geometry qform = stored(geometry, AffineSource.QFORM);
            assertThat(sform.cornerDistance(qform))
                    .as("seed %d, rotation %d", seed, n)
                    .isLessThan(0.03);
        }
    }

    private static Geometry stored(Geometry geometry, AffineSource form) {
        byte[] bytes = HeaderBytes.of(geometry, NiftiType.INT16);
        RawHeader raw = RawHeader.parse(bytes, bytes.length).orElseThrow();
        return new HeaderCheck(Path.of("turned.nii"), raw, new ArrayList<>())
                .checked(Optional.of(form))
                .geometry();
    }

    private static Affine rotated(double a, Random random) {
        double[] q = {a, random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]) * (q[0] < 0 ? -1 : 1);
        double[][] r = Quaternion.rotation(q[1] / norm, q[2] / norm, q[3] / norm, random.nextBoolean() ? 1 : -1);
        double[] steps = {0.7, 0.8, 2.5};
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[row][column] = r[row][column] * steps[column];
            }
            rows[row][3] = random.nextGaussian() * 100;
        }
        return Affine.of(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.nii", "a.nii.gz", "Bauch 腹部 ö.nii.gz"})
    void floatsAndMasksComeBackBitForBit(String name) {
        Geometry geometry = new Geometry(SIZE, everyOrientation().get(3));
        float[] values = new float[SIZE.voxels()];
        byte[] labels = new byte[values.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = n == 0 ? Float.NaN : n == 1 ? Float.NEGATIVE_INFINITY : (float) Math.sin(n) * 1e5f;
            labels[n] = (byte) (n * 5);
        }
        Path file = folder.resolve(name);
        NiftiWriter.write(Volume.of(geometry, values), file);
        assertThat(NiftiReader.read(file).volume().floats()).isEqualTo(values);
        assertThat(NiftiReader.read(file).header().datatype()).isEqualTo("float32");
        NiftiWriter.write(new Mask(geometry, labels), file);
        assertThat(NiftiReader.readMask(file).labels()).isEqualTo(labels);
        assertThat(NiftiReader.read(file).header().datatype()).isEqualTo("uint8");
    }

    @Test
    void theSameVolumeGivesTheSameBytesAndNothingElse() throws IOException {
        Volume volume = Volume.of(new Geometry(SIZE, everyOrientation().get(0)), shorts());
        NiftiWriter.write(volume, folder.resolve("one.nii.gz"));
        NiftiWriter.write(volume, folder.resolve("two.nii.gz"));
        assertThat(Files.readAllBytes(folder.resolve("one.nii.gz")))
                .isEqualTo(Files.readAllBytes(folder.resolve("two.nii.gz")));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("one.nii.gz", "two.nii.gz");
    }

    @Test
    void shearKeepsTheSformAndSetsNoQform() {
        Affine sheared = Affine.of(new double[][] {{1, 0, 0.5, 0}, {0, 1, 0, 0}, {0, 0, 2, 0}});
        Path file = folder.resolve("sheared.nii");
        NiftiWriter.write(Volume.of(new Geometry(new Size(40, 40, 40), sheared), new short[64000]), file);
        NiftiImage image = NiftiReader.read(file);
        assertThat(image.header().affine()).isEqualTo(sheared);
        assertThat(image.header().qformCode()).isZero();
        assertThat(image.header().spacing().z()).isCloseTo(Math.sqrt(4.25), within(1e-6));
    }
}
