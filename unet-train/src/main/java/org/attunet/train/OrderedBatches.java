package org.attunet.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchRecipe;
import org.attunet.model.execution.Score;
import org.attunet.model.execution.TrainableNetwork;
import org.attunet.model.kernel.PatchOrder;

/** Batches whose patches are made where the network computes: a thread of its own reads the voxels that they need, ahead. */
final class OrderedBatches implements TrainingBatches {
    private static final int AHEAD = 2;

    private final Iterator<List<PatchRecipe>> recipes;
    private final Deque<CompletableFuture<TrainingBatch>> ahead = new ArrayDeque<>();
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "patches");
        thread.setDaemon(true);
        return thread;
    });
    private int toAsk;

    OrderedBatches(PatchIterator data, int epoch) {
        recipes = data.recipes(epoch);
        toAsk = data.batches();
        while (ahead.size() < AHEAD && toAsk > 0) {
            ask();
        }
    }

    private void ask() {
        toAsk--;
        ahead.add(CompletableFuture.supplyAsync(
                () -> new Ordered(recipes.next().stream().map(PatchOrders::of).toList()), reader));
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    @Override
    public TrainingBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the epoch has no further batch");
        }
        TrainingBatch next = joined(ahead.remove());
        if (toAsk > 0) {
            ask();
        }
        return next;
    }

    @Override
    public Optional<TrainingBatch> upcoming() {
        CompletableFuture<TrainingBatch> first = ahead.peek();
        boolean isThere = first != null && first.isDone() && !first.isCompletedExceptionally();
        return isThere ? Optional.of(first.join()) : Optional.empty();
    }

    private static TrainingBatch joined(CompletableFuture<TrainingBatch> batch) {
        try {
            return batch.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }

    private record Ordered(List<PatchOrder> orders) implements TrainingBatch {
        @Override
        public int patches() {
            return orders.size();
        }

        @Override
        public void announce(TrainableNetwork network) {
            network.expect(orders);
        }

        @Override
        public Score differentiate(TrainableNetwork network) {
            return network.differentiate(orders);
        }
    }
}
