package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.data.DataException;
import org.attunet.data.SmallDataset;
import org.attunet.data.cache.MemoryCases;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.datavec.api.records.Record;
import org.datavec.api.writable.NDArrayWritable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class PatchIteratorTest {
    private static final Size PATCH = new Size(8, 10, 12);
    private static final PatchSettings SETTINGS = new PatchSettings(PATCH, 3, 0.5, AugmentationSettings.reference());

    @TempDir
    private static Path folder;

    private static Dataset dataset;

    @BeforeAll
    static void write() {
        dataset = SmallDataset.write(folder, 5);
    }

    private static PreparedCases prepared() {
        return new MemoryCases(dataset.settings(), PreprocessingSettings.demo().withMinimum(PATCH));
    }

    private static PatchIterator iterator(PatchSettings settings, long seed, int prefetch) {
        return new PatchIterator(dataset.cases(), prepared(), settings, 2, seed, prefetch);
    }

    private static List<MultiDataSet> read(PatchIterator iterator, int epoch) {
        List<MultiDataSet> all = new ArrayList<>();
        try (EpochBatches batches = iterator.epoch(epoch)) {
            batches.forEachRemaining(all::add);
        }
        return all;
    }

    private static void assertSame(List<MultiDataSet> a, List<MultiDataSet> b) {
        assertThat(a).hasSameSizeAs(b);
        for (int n = 0; n < a.size(); n++) {
            assertThat(a.get(n).getFeatures(0)).isEqualTo(b.get(n).getFeatures(0));
            assertThat(a.get(n).getLabels(0)).isEqualTo(b.get(n).getLabels(0));
        }
    }

    @Test
    void aBatchHoldsEveryPatchOfItsVolumes() {
        List<MultiDataSet> batches = read(iterator(SETTINGS, 1, 0), 0);
        assertThat(batches).hasSize(3);
        assertThat(batches.get(0).getFeatures(0).shape()).containsExactly(6, 1, 8, 10, 12);
        assertThat(batches.get(0).getLabels(0).shape()).containsExactly(6, 1, 8, 10, 12);
        assertThat(batches.get(2).getFeatures(0).shape()).containsExactly(3, 1, 8, 10, 12);
        assertThat(batches.get(0).getFeatures(0).ordering()).isEqualTo('c');
        assertThat(iterator(SETTINGS, 1, 0).batches()).isEqualTo(3);
    }

    @Test
    void anEpochIsTheSameWhateverWasReadBefore() {
        PatchIterator iterator = iterator(SETTINGS, 1, 2);
        List<MultiDataSet> second = read(iterator, 1);
        read(iterator, 0);
        assertSame(read(iterator, 1), second);
        assertSame(read(iterator(SETTINGS, 1, 0), 1), second);
    }

    @Test
    void seedAndEpochChangeWhatIsRead() {
        INDArray first = read(iterator(SETTINGS, 1, 0), 0).get(0).getFeatures(0);
        assertThat(read(iterator(SETTINGS, 1, 0), 1).get(0).getFeatures(0)).isNotEqualTo(first);
        assertThat(read(iterator(SETTINGS, 2, 0), 0).get(0).getFeatures(0)).isNotEqualTo(first);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        PatchSettings varied = new PatchSettings(PATCH, 3, 0.5, AugmentationSettings.varied());
        List<MultiDataSet> one = read(iterator(varied, 8, 0), 2);
        assertSame(read(iterator(varied, 8, 2).withThreads(2), 2), one);
        assertSame(read(iterator(varied, 8, 0).withThreads(5), 2), one);
    }

    @Test
    void aResetBeginsTheSameEpochAgain() {
        try (EpochBatches batches = iterator(SETTINGS, 1, 2).epoch(3)) {
            MultiDataSet first = batches.next();
            batches.reset();
            assertThat(batches.next().getFeatures(0)).isEqualTo(first.getFeatures(0));
        }
    }

    @Test
    void aPatchHasTheVoxelsOfItsVolumeInTheNetworksOrder() {
        PatchSettings plain = new PatchSettings(new Size(20, 18, 22), 1, 1, AugmentationSettings.none());
        PatchRecordReader reader = new PatchRecordReader(prepared(), plain, 0);
        reader.initialize(new CaseSplit(dataset.cases().subList(0, 1)));
        INDArray image = ((NDArrayWritable) reader.next().get(0)).get();
        float[] voxels = new float[20 * 18 * 22];
        var prepared = prepared().get(dataset.cases().get(0));
        prepared.image(0, voxels.length, voxels, 0);
        assertThat(image.getFloat(0, 0, 5, 7, 11))
                .isEqualTo(voxels[prepared.size().index(5, 7, 11)]);
        assertThat(image.getFloat(0, 0, 19, 0, 21))
                .isEqualTo(voxels[prepared.size().index(19, 0, 21)]);
    }

    @Test
    void aShareOfOneCentresEveryPatchOnTheOrgan() {
        PatchSettings settings = new PatchSettings(PATCH, 6, 1, AugmentationSettings.none());
        for (MultiDataSet batch : read(iterator(settings, 5, 0), 0)) {
            INDArray labels = batch.getLabels(0);
            for (int n = 0; n < labels.size(0); n++) {
                assertThat(labels.slice(n).sumNumber().intValue()).isPositive();
            }
        }
    }

    @Test
    void aRecordCanBeMadeAgainFromItsMetaData() {
        PatchRecordReader reader = new PatchRecordReader(prepared(), SETTINGS, 7);
        reader.initialize(new CaseSplit(dataset.cases()));
        reader.setEpoch(4);
        reader.next();
        Record record = reader.nextRecord();
        reader.setEpoch(0);
        assertThat(reader.loadFromMetaData(record.getMetaData()).getRecord().get(0))
                .isEqualTo(record.getRecord().get(0));
    }

    @Test
    void aVolumeSmallerThanThePatchIsPadded() {
        Size large = Size.cube(32);
        PatchSettings plain = new PatchSettings(large, 1, 1, AugmentationSettings.none());
        PreparedCases padded =
                new MemoryCases(dataset.settings(), PreprocessingSettings.demo().withMinimum(large));
        PatchIterator iterator = new PatchIterator(dataset.cases(), padded, plain, 2, 1, 0);
        for (MultiDataSet batch : read(iterator, 0)) {
            assertThat(batch.getFeatures(0).shape()).endsWith(1, 32, 32, 32);
            assertThat(batch.getFeatures(0)
                            .eq(0)
                            .castTo(DataType.INT32)
                            .sumNumber()
                            .intValue())
                    .isGreaterThanOrEqualTo((int) batch.getFeatures(0).size(0) * (32 * 32 * 32 - 20 * 18 * 22));
            assertThat(batch.getLabels(0).sumNumber().intValue())
                    .isEqualTo(9 * (int) batch.getLabels(0).size(0));
        }
    }

    @Test
    void aPatchLargerThanItsVolumeIsRefusedByName() {
        PatchSettings large = SETTINGS.withPatch(Size.cube(24));
        assertThatThrownBy(() -> read(iterator(large, 1, 0), 0))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("case case_\\d, cropping: .*24×24×24.*");
    }

    @Test
    void anErrorAheadOfTimeNamesCaseAndStage(@TempDir Path broken) throws IOException {
        Dataset data = SmallDataset.write(broken, 3);
        Files.write(broken.resolve("images/case_1.nii.gz"), new byte[40]);
        PreparedCases source = new MemoryCases(data.settings(), PreprocessingSettings.demo());
        PatchIterator iterator = new PatchIterator(data.cases(), source, SETTINGS, 1, 1, 2);
        assertThatThrownBy(() -> read(iterator, 0)).hasMessageContaining("case case_1, preprocessing");
        assertThatThrownBy(() -> read(iterator.withThreads(3), 0)).hasMessageContaining("case case_1, preprocessing");
    }
}
