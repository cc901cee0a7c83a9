package org.attunet.data.record;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.dataset.Case;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * The batches of each epoch: features[0] [N, 1, X, Y, Z] image, labels[0] [N, 1, X, Y, Z] class index, N = {@code volumes} ×
 * crops per volume (fewer in an epoch's last batch). Batches are made ahead on a thread of their own.
 */
public final class PatchIterator {
    private static final String READER = "patches";

    private final List<Case> cases;
    private final PreparedCases source;
    private final PatchSettings settings;
    private final int volumes;
    private final long seed;
    private final int prefetch;
    private final PatchWorkers workers;

    /**
     * @param cases training cases, each with a label
     * @param source prepares them
     * @param settings how patches are cut
     * @param volumes cases in a batch
     * @param seed of everything random
     * @param prefetch batches made ahead; 0 makes each when it is asked for, on the asking thread
     */
    public PatchIterator(
            List<Case> cases, PreparedCases source, PatchSettings settings, int volumes, long seed, int prefetch) {
        this(cases, source, settings, volumes, seed, prefetch, PatchWorkers.NONE);
    }

    private PatchIterator(
            List<Case> cases,
            PreparedCases source,
            PatchSettings settings,
            int volumes,
            long seed,
            int prefetch,
            PatchWorkers workers) {
        if (cases.isEmpty() || volumes < 1 || prefetch < 0) {
            throw new IllegalArgumentException(
                    cases.size() + " cases, " + volumes + " a batch, " + prefetch + " batches ahead");
        }
        this.cases = List.copyOf(cases);
        this.source = source;
        this.settings = settings;
        this.volumes = volumes;
        this.seed = seed;
        this.prefetch = prefetch;
        this.workers = workers;
    }

    /** The same batches, the patches of each made by several threads. */
    public PatchIterator withThreads(int threads) {
        return new PatchIterator(cases, source, settings, volumes, seed, prefetch, PatchWorkers.of(threads));
    }

    /** Batches of one epoch. */
    public int batches() {
        return (cases.size() + volumes - 1) / volumes;
    }

    /** The cases of {@code count} batches of an epoch, from batch {@code first} on; both are counted from 0. */
    public List<String> caseIds(int epoch, int first, int count) {
        return PatchRecordReader.order(cases, seed, epoch).stream()
                .skip((long) first * volumes)
                .limit((long) count * volumes)
                .map(Case::id)
                .toList();
    }

    /** What the batches of an epoch are made of: the same patches, each drawn when its batch is asked for, none of them made. */
    public Iterator<List<PatchRecipe>> recipes(int epoch) {
        PatchMaker maker = new PatchMaker(source, settings, seed);
        List<Case> order = PatchRecordReader.order(cases, seed, epoch);
        return IntStream.range(0, batches())
                .mapToObj(batch -> order.subList(batch * volumes, Math.min((batch + 1) * volumes, order.size())))
                .map(together -> recipes(maker, epoch, together))
                .iterator();
    }

    private List<PatchRecipe> recipes(PatchMaker maker, int epoch, List<Case> together) {
        return together.stream()
                .flatMap(from ->
                        IntStream.range(0, settings.cropsPerVolume()).mapToObj(crop -> maker.recipe(epoch, from, crop)))
                .toList();
    }

    /** An epoch's batches, counted from 0; the same ones whenever it is asked for. Close it to stop a thread that works ahead. */
    public EpochBatches epoch(int number) {
        PatchRecordReader reader = new PatchRecordReader(source, settings, seed);
        reader.setWorkers(workers);
        reader.setEpoch(number);
        reader.initialize(new CaseSplit(cases));
        MultiDataSetIterator batches = new RecordReaderMultiDataSetIterator.Builder(volumes * settings.cropsPerVolume())
                .addReader(READER, reader)
                .addInput(READER, 0, 0)
                .addOutput(READER, 1, 1)
                .build();
        return EpochBatches.of(batches, prefetch);
    }
}
