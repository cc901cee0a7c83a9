package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.attunet.data.DataException;

/** Ways to divide cases. Each sorts the ids first, so the folder's order is of no matter, and the same seed gives the same split. */
public final class SplitProtocol {
    /** Cases that the reference's protocol needs, so that each part has one. */
    static final int FEWEST = 4;

    private static final double VALIDATION_TRAIN_SHARE = 0.85;

    private SplitProtocol() {}

    /**
     * The reference project's: the first quarter of a shuffle tests; 15 % of the rest, by a second shuffle, validates. Both
     * shuffles are NumPy's {@code RandomState(0).permutation}; 80 cases give 51/9/20.
     */
    public static Split reference(List<String> ids) {
        List<String> sorted = sorted(ids, FEWEST);
        Halves test = Halves.of(sorted, 0.75, 0);
        Halves validation = Halves.of(test.kept, VALIDATION_TRAIN_SHARE, 0);
        return new Split("reference", 0, validation.kept, validation.taken, test.taken);
    }

    /** The four folds published for CT-82: cases 1–20, 21–40, 41–61 and 62–82 test in turn; 15 % of the others validate. */
    public static List<Split> fourFold(List<String> ids, int seed) {
        int[] last = {20, 40, 61, 82};
        List<List<String>> folds = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String id : sorted(ids, 4)) {
            OptionalLong number = CaseName.number(id);
            if (number.isEmpty() || number.getAsLong() < 1 || number.getAsLong() > 82) {
                throw new DataException("the four-fold protocol goes by the case numbers 1 to 82 of CT-82; " + id
                        + " has none of them, so use k-fold");
            }
            folds.get((int) Arrays.stream(last)
                            .filter(n -> n < number.getAsLong())
                            .count())
                    .add(id);
        }
        if (folds.stream().anyMatch(List::isEmpty)) {
            throw new DataException(
                    "the four-fold protocol needs a case in each of 1–20, 21–40, 41–61 and 62–82; found "
                            + folds.stream().map(List::size).toList() + ", so use k-fold");
        }
        return crossValidation("four-fold", folds, seed);
    }

    /** A shuffle dealt into {@code k} folds of sizes that differ by one at most; 15 % of the others validate. */
    public static List<Split> kFold(List<String> ids, int k, int seed) {
        if (k < 2) {
            throw new IllegalArgumentException("k-fold needs at least 2 folds, not " + k);
        }
        List<String> sorted = sorted(ids, Math.max(k, 3));
        int[] order = new NumpyShuffle(seed).permutation(sorted.size());
        List<List<String>> folds = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            folds.add(pick(sorted, order, fold * order.length / k, (fold + 1) * order.length / k));
        }
        return crossValidation("k-fold", folds, seed);
    }

    /** A shuffle cut at the given shares of training and validation; the rest tests. */
    public static Split ratio(List<String> ids, double train, double validation, int seed) {
        if (!(train > 0 && validation >= 0 && train + validation <= 1)) {
            throw new IllegalArgumentException(
                    "shares must be positive and at most 1 together, not " + train + " and " + validation);
        }
        List<String> sorted = sorted(ids, 1);
        int[] order = new NumpyShuffle(seed).permutation(sorted.size());
        int first = (int) Math.rint(train * order.length);
        int second = (int) Math.rint((train + validation) * order.length);
        return new Split(
                "ratio",
                seed,
                pick(sorted, order, 0, first),
                pick(sorted, order, first, second),
                pick(sorted, order, second, order.length));
    }

    private static List<Split> crossValidation(String protocol, List<List<String>> folds, int seed) {
        List<Split> splits = new ArrayList<>();
        for (List<String> test : folds) {
            List<String> others = folds.stream()
                    .filter(fold -> fold != test)
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
            Halves validation = Halves.of(others, VALIDATION_TRAIN_SHARE, seed);
            splits.add(new Split(protocol, seed, validation.kept, validation.taken, test));
        }
        return splits;
    }

    private static List<String> sorted(List<String> ids, int atLeast) {
        if (ids.size() < atLeast) {
            throw new DataException("this protocol needs at least " + atLeast + " cases, and the dataset has "
                    + ids.size() + "; with fewer, list the cases of each part in split.json yourself");
        }
        return ids.stream().sorted().toList();
    }

    private static List<String> pick(List<String> ids, int[] order, int from, int to) {
        return Arrays.stream(order, from, to).mapToObj(ids::get).toList();
    }

    /** The first places of a shuffle taken, the others kept, both in the shuffle's order. */
    private record Halves(List<String> taken, List<String> kept) {
        static Halves of(List<String> ids, double keep, int seed) {
            int n = ids.size();
            int taken = n - (int) Math.floor(keep * n);
            int[] order = new NumpyShuffle(seed).permutation(n);
            return new Halves(pick(ids, order, 0, taken), pick(ids, order, taken, n));
        }
    }
}
