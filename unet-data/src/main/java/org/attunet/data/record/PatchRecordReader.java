package org.attunet.data.record;

import java.io.DataInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.dataset.Case;
import org.attunet.data.volume.Size;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.datavec.api.writable.batch.NDArrayRecordBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Patches of cases as DataVec records of two arrays: image [N, 1, X, Y, Z] and class index [N, 1, X, Y, Z], float, 'c' order.
 *
 * <p>An epoch has {@code cropsPerVolume} patches of each case, one case after the other in an order shuffled again each epoch. A
 * record depends on seed, epoch, case and crop alone. {@link #reset()} goes back to the start of the same epoch;
 * {@link #setEpoch} chooses another.
 */
public final class PatchRecordReader extends BaseRecordReader {
    private final transient PatchMaker maker;
    private final PatchSettings settings;
    private final long seed;
    private List<Case> cases = List.of();
    private List<Case> order = List.of();
    private int epoch;
    private int position;
    private transient PatchWorkers workers = PatchWorkers.NONE;
    private transient Configuration configuration;

    /** {@code cases} are prepared by {@code source}; call {@link #initialize(InputSplit)} next. */
    public PatchRecordReader(PreparedCases source, PatchSettings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
        maker = new PatchMaker(source, settings, seed);
    }

    @Override
    public void initialize(InputSplit split) {
        if (!(split instanceof CaseSplit caseSplit)) {
            throw new IllegalArgumentException("patches are cut from a CaseSplit, not from " + split);
        }
        inputSplit = split;
        cases = caseSplit.cases();
        setEpoch(epoch);
    }

    @Override
    public void initialize(Configuration conf, InputSplit split) {
        setConf(conf);
        initialize(split);
    }

    /** Goes to the start of an epoch, counted from 0. */
    public void setEpoch(int number) {
        epoch = number;
        order = order(cases, seed, epoch);
        position = 0;
    }

    /** The threads that make the patches of a batch; the calling one by default. */
    void setWorkers(PatchWorkers threads) {
        workers = threads;
    }

    /** Cases in the order of an epoch. */
    static List<Case> order(List<Case> cases, long seed, int epoch) {
        KeyedRandom random = KeyedRandom.of(seed, epoch).branch("order");
        List<Case> order = new ArrayList<>(cases);
        for (int n = order.size() - 1; n > 0; n--) {
            int other = random.below(n + 1);
            Case swap = order.get(n);
            order.set(n, order.get(other));
            order.set(other, swap);
        }
        return order;
    }

    @Override
    public boolean hasNext() {
        return position < order.size() * settings.cropsPerVolume();
    }

    @Override
    public boolean batchesSupported() {
        return true;
    }

    @Override
    public List<List<Writable>> next(int count) {
        List<PatchMetaData> wanted = new ArrayList<>();
        while (wanted.size() < count && hasNext()) {
            wanted.add(advance());
        }
        if (wanted.isEmpty()) {
            throw new NoSuchElementException("epoch " + epoch + " has no further patch");
        }
        return new NDArrayRecordBatch(arrays(workers.map(wanted, this::make)));
    }

    @Override
    public List<Writable> next() {
        return nextRecord().getRecord();
    }

    @Override
    public Record nextRecord() {
        if (!hasNext()) {
            throw new NoSuchElementException("epoch " + epoch + " has no further patch");
        }
        return record(advance());
    }

    private PatchMetaData advance() {
        Case source = order.get(position / settings.cropsPerVolume());
        int crop = position % settings.cropsPerVolume();
        position++;
        return new PatchMetaData(source.id(), source.image().toUri(), epoch, crop);
    }

    private Patch make(PatchMetaData meta) {
        Case source = cases.stream()
                .filter(candidate -> candidate.id().equals(meta.caseId()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no case " + meta.caseId() + " in this split"));
        return maker.make(meta.epoch(), source, meta.crop());
    }

    private Record record(PatchMetaData meta) {
        List<Writable> values = new ArrayList<>();
        arrays(List.of(make(meta))).forEach(array -> values.add(new NDArrayWritable(array)));
        invokeListeners(values);
        return new org.datavec.api.records.impl.Record(values, meta);
    }

    private List<INDArray> arrays(List<Patch> patches) {
        Size size = settings.patch();
        float[] images = new float[patches.size() * size.voxels()];
        float[] labels = new float[images.length];
        for (int n = 0; n < patches.size(); n++) {
            patches.get(n).imageTo(images, n * size.voxels());
            patches.get(n).labelTo(labels, n * size.voxels());
        }
        long[] shape = {patches.size(), 1, size.x(), size.y(), size.z()};
        return List.of(Nd4j.create(images, shape, 'c'), Nd4j.create(labels, shape, 'c'));
    }

    @Override
    public Record loadFromMetaData(RecordMetaData meta) {
        return record((PatchMetaData) meta);
    }

    @Override
    public List<Record> loadFromMetaData(List<RecordMetaData> metas) {
        return metas.stream().map(this::loadFromMetaData).toList();
    }

    @Override
    public List<Writable> record(URI uri, DataInputStream stream) {
        throw new UnsupportedOperationException("a patch needs its label too: read through a CaseSplit");
    }

    @Override
    public void reset() {
        position = 0;
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** No names: labels are voxels here. */
    @Override
    public List<String> getLabels() {
        return List.of();
    }

    @Override
    public void setConf(Configuration conf) {
        configuration = conf;
    }

    @Override
    public Configuration getConf() {
        return configuration;
    }

    @Override
    public void close() {}
}
