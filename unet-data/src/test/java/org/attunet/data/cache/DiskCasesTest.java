package org.attunet.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.attunet.data.SmallDataset;
import org.attunet.data.Unfinished;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.dataset.DatasetSettings.NotFinite;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCasesTest {
    private static final PreprocessingSettings REFERENCE =
            PreprocessingSettings.reference().withMinimum(Size.cube(8));

    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    private Dataset dataset;

    @BeforeEach
    void write() {
        dataset = SmallDataset.write(data, 3);
    }

    private DiskCases cases(Storage storage, long maxBytes) {
        return new DiskCases(dataset.settings(), REFERENCE, new CacheSettings(folder, storage, maxBytes));
    }

    private DiskCases cases() {
        return cases(Storage.FLOAT32, Long.MAX_VALUE);
    }

    private Case first() {
        return dataset.cases().get(0);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".lease"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] image(PreparedCase prepared) {
        float[] image = new float[prepared.size().voxels()];
        prepared.image(0, image.length, image, 0);
        return image;
    }

    private static byte[] label(PreparedCase prepared) {
        byte[] label = new byte[prepared.size().voxels()];
        prepared.label(0, label.length, label, 0);
        return label;
    }

    private PreparedCase fromMemory() {
        return new MemoryCases(dataset.settings(), REFERENCE).get(first());
    }

    @Test
    void aCaseThatLiesElsewhereIsCopiedOnceAndFromThenOnReadFromTheMachinesOwnFolder(@TempDir Path own)
            throws IOException {
        try (DiskCases shared = cases()) {
            shared.keep(first());
        }
        Path there = files().get(0);
        Path here = own.resolve(there.getFileName());
        copied(own);
        assertThat(here).hasSameBinaryContentAs(there);
        Object copy = Files.readAttributes(here, BasicFileAttributes.class).fileKey();

        Files.delete(there);
        Files.writeString(there, "of no use");
        copied(own);
        assertThat(Files.readAttributes(here, BasicFileAttributes.class).fileKey())
                .isEqualTo(copy);
        assertThat(there).hasContent("of no use");
    }

    private void copied(Path own) {
        CacheSettings settings = new CacheSettings(own, Storage.FLOAT32, Long.MAX_VALUE);
        try (DiskCases cases = new DiskCases(dataset.settings(), REFERENCE, settings, Optional.of(folder))) {
            assertThat(cases.get(first())).isInstanceOf(MappedCase.class);
        }
    }

    @Test
    void floatsComeBackBitForBit() {
        PreparedCase expected = fromMemory();
        cases().get(first());
        PreparedCase found = cases().get(first());
        assertThat(found).isInstanceOf(MappedCase.class);
        assertThat(found.geometry()).isEqualTo(expected.geometry());
        assertThat(image(found)).isEqualTo(image(expected));
        assertThat(label(found)).isEqualTo(label(expected));
        assertThat(found.centres().foreground()).isEqualTo(expected.centres().foreground());
        assertThat(found.centres().backgroundBefore())
                .isEqualTo(expected.centres().backgroundBefore());
        assertThat(files()).hasSize(1);
    }

    @Test
    void shortsAreOffByHalfAStepAtMost() {
        float[] expected = image(fromMemory());
        PreparedCase found = cases(Storage.INT16, Long.MAX_VALUE).get(first());
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(image(found)).containsExactly(expected, within(0.51f * largest / Short.MAX_VALUE));
        int last = found.centres().backgroundCount() - 1;
        assertThat(image(found)[found.centres().background(last, found)]).isPositive();
    }

    @Test
    void aChangedFileOrSettingIsAnotherEntry() {
        PreparedCase before = cases().get(first());
        Case second = dataset.cases().get(1);
        copy(second.image(), first().image());
        copy(second.label().orElseThrow(), first().label().orElseThrow());
        PreparedCase after = cases().get(first());
        assertThat(image(after)).isNotEqualTo(image(before)).isEqualTo(image(cases().get(second)));

        DiskCases coarser = new DiskCases(
                dataset.settings(),
                REFERENCE.withSpacing(Spacing.isotropic(3)),
                new CacheSettings(folder, Storage.FLOAT32, Long.MAX_VALUE));
        assertThat(coarser.get(first()).size()).isNotEqualTo(after.size());
        assertThat(files()).hasSize(3);
    }

    /** Voxels of a pair lie in a file of their own. */
    @Test
    void aChangedImageOfAPairIsAnotherEntry() throws IOException {
        Path header = pair(first().image());
        Case source = new Case("pair", header, first().label());
        PreparedCase before = cases().get(source);
        Path voxels = header.resolveSibling("case_0.img");
        byte[] bytes = Files.readAllBytes(voxels);
        bytes[1] ^= 1; // 256 HU
        Files.write(voxels, bytes);
        PreparedCase after = cases().get(source);
        assertThat(image(after)).isNotEqualTo(image(before));
        assertThat(files()).hasSize(2);
    }

    /** Writes the same image as a header and its voxels: NIfTI-1's magic is ni1, and the offset counts in the second file. */
    private Path pair(Path file) throws IOException {
        byte[] whole;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            whole = in.readAllBytes();
        }
        byte[] header = Arrays.copyOf(whole, 348);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putFloat(108, 0);
        System.arraycopy("ni1".getBytes(StandardCharsets.US_ASCII), 0, header, 344, 3);
        Files.write(data.resolve("case_0.img"), Arrays.copyOfRange(whole, 352, whole.length));
        return Files.write(data.resolve("case_0.hdr"), header);
    }

    @Test
    void whatDatasetYamlMakesOfAFileIsInItsName() {
        DatasetSettings plain = dataset.settings();
        List<DatasetSettings> all = List.of(
                plain,
                plain.with(NotFinite.REPLACE),
                plain.with(LabelMap.of(Map.of(1, 1))),
                plain.with(LabelMap.of(Map.of(1, 2))),
                plain.with(new LabelMap(new TreeMap<>(Map.of(1, 1)), LabelMap.Others.BACKGROUND)),
                new DatasetSettings(
                        plain.name(),
                        plain.labels(),
                        plain.exclude(),
                        Optional.of(AffineSource.QFORM),
                        plain.verified(),
                        plain.notFinite()));
        for (int n = 0; n < all.size(); n++) {
            new DiskCases(all.get(n), REFERENCE, new CacheSettings(folder, Storage.FLOAT32, Long.MAX_VALUE))
                    .get(first());
            assertThat(files()).as("%s", all.get(n)).hasSize(n + 1);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            FileTime time = Files.getLastModifiedTime(to);
            Files.write(to, Files.readAllBytes(from));
            Files.setLastModifiedTime(to, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTornFileIsMadeAnew() throws IOException {
        float[] expected = image(cases().get(first()));
        Path file = files().get(0);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 5000));
        assertThat(image(cases().get(first()))).isEqualTo(expected);
        Files.write(file, new byte[7]);
        assertThat(image(cases().get(first()))).isEqualTo(expected);
        assertThat(Files.size(file)).isGreaterThan(5000);
    }

    /** Prepares a case and lets go of its file; the file's last use is then set to so many seconds ago. */
    private Path entry(int number, int age) throws IOException {
        List<Path> before = files();
        try (DiskCases cases = cases()) {
            cases.get(dataset.cases().get(number));
        }
        List<Path> after = new ArrayList<>(files());
        after.removeAll(before);
        Files.setLastModifiedTime(after.get(0), FileTime.from(Instant.now().minusSeconds(age)));
        return after.get(0);
    }

    @Test
    void theEntryUnusedForLongestGoesFirst() throws IOException {
        Path oldest = entry(0, 100);
        Path next = entry(1, 50);
        // Used again, the oldest becomes the newest.
        try (DiskCases again = cases()) {
            again.get(first());
        }
        cases(Storage.FLOAT32, 5 * Files.size(oldest) / 2).get(dataset.cases().get(2));
        assertThat(files()).hasSize(2).contains(oldest).doesNotContain(next);
    }

    @Test
    void whatIsMappedNeverGoesAndTheCapHoldsAllTheSame() throws IOException {
        Path file = entry(0, 100);
        try (DiskCases user = cases()) {
            user.get(first());
            PreparedCase second = cases(Storage.FLOAT32, 3 * Files.size(file) / 2)
                    .get(dataset.cases().get(1));
            assertThat(second).isInstanceOf(MemoryCase.class);
            assertThat(files()).containsExactly(file);
        }
        cases(Storage.FLOAT32, 3 * Files.size(file) / 2).get(dataset.cases().get(1));
        assertThat(files()).hasSize(1).doesNotContain(file);
    }

    @Test
    void theLeaseOfAProgramThatWasKilledKeepsNothing() throws IOException {
        Path file = entry(0, 100);
        String key = file.getFileName().toString().replace(".case", "");
        Path lease = Files.writeString(folder.resolve("killed.lease"), key + "\n");
        cases(Storage.FLOAT32, 3 * Files.size(file) / 2).get(dataset.cases().get(1));
        assertThat(files()).hasSize(1).doesNotContain(file);
        assertThat(lease).doesNotExist();
    }

    @Test
    void aWholeSampleComesBackAsItWasPrepared() {
        Sample expected = fromMemory().sample();
        cases().get(first());
        Sample found = cases().get(first()).sample();
        assertThat(found.image().floats()).isEqualTo(expected.image().floats());
        assertThat(found.label().orElseThrow().labels())
                .isEqualTo(expected.label().orElseThrow().labels());
        assertThat(found.image().geometry()).isEqualTo(expected.image().geometry());
    }

    @Test
    void aCaseLargerThanTheCacheIsStillServed() {
        assertThat(image(cases(Storage.FLOAT32, 10).get(first()))).isEqualTo(image(fromMemory()));
    }

    @Test
    void aFolderThatCannotBeMadeCostsTimeOnly() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "");
        CacheSettings settings = new CacheSettings(file.resolve("cache"), Storage.FLOAT32, 1 << 20);
        PreparedCase found = new DiskCases(dataset.settings(), REFERENCE, settings).get(first());
        assertThat(image(found)).isEqualTo(image(fromMemory()));
    }

    @Test
    void threadsAndRunsThatWantOneCaseShareIt() {
        DiskCases shared = cases();
        DiskCases other = cases();
        float[] expected = image(fromMemory());
        List<PreparedCase> found = IntStream.range(0, 16)
                .parallel()
                .mapToObj(n -> (n % 2 == 0 ? shared : other).get(first()))
                .toList();
        found.forEach(prepared -> assertThat(image(prepared)).isEqualTo(expected));
        assertThat(found.stream().distinct().count()).isEqualTo(2);
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatAKilledProgramLeftIsRemoved() throws IOException {
        Path left = Files.writeString(folder.resolve("abc.part"), "half");
        Path fresh = Files.writeString(folder.resolve("def.part"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(86400)));
        cases().get(first());
        assertThat(files()).contains(fresh).doesNotContain(left).hasSize(2);
    }

    /** Whoever was killed is gone by now, which the number of its process tells; what is being written now stays. */
    @Test
    void whatAKilledProgramHalfWroteIsRemovedAtOnce() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process killed = new ProcessBuilder(java, "-version").start();
        killed.waitFor();
        Path left = Files.writeString(folder.resolve(".writing-" + killed.pid() + "-" + UUID.randomUUID()), "half");
        Path running = Unfinished.beside(folder.resolve("abc.case"));
        try (FileChannel channel = Unfinished.open(running)) {
            cases().get(first());
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(left).doesNotExist();
        assertThat(running).exists();
    }
}
