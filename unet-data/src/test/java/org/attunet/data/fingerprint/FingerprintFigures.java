package org.attunet.data.fingerprint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Volume;

/** Prints the table of docs/leak-check.md: {@code java … FingerprintFigures CASES [CT.nii.gz…]}. */
final class FingerprintFigures {
    private static final long SEED = 2026;

    private static final Map<String, UnaryOperator<Volume>> CHANGES = new LinkedHashMap<>();

    static {
        CHANGES.put("none", scan -> scan);
        CHANGES.put("2 mm", scan -> ChangedScans.resampled(scan, 2, 2, 2));
        CHANGES.put("1.5 × 1.5 × 5 mm", scan -> ChangedScans.resampled(scan, 1.5, 1.5, 5));
        CHANGES.put("6 mm", scan -> ChangedScans.resampled(scan, 6, 6, 6));
        CHANGES.put("middle 70 % of each axis", scan -> ChangedScans.cropped(scan, 0.7, 0.7, 0.7));
        CHANGES.put("middle half of the slices", scan -> ChangedScans.cropped(scan, 1, 1, 0.5));
        CHANGES.put("middle 50 × 50 × 60 %", scan -> ChangedScans.cropped(scan, 0.5, 0.5, 0.6));
        CHANGES.put("+1024, other axes", scan -> ChangedScans.reordered(ChangedScans.shifted(scan, 1024)));
        CHANGES.put(
                "70 %, 2 mm, −40, other axes",
                scan -> ChangedScans.reordered(ChangedScans.shifted(
                        ChangedScans.resampled(ChangedScans.cropped(scan, 0.7, 0.7, 0.7), 2, 2, 2), -40)));
    }

    private FingerprintFigures() {}

    public static void main(String[] arguments) {
        int cases = Integer.parseInt(arguments[0]);
        for (Difficulty difficulty : Difficulty.values()) {
            PhantomSettings settings = PhantomSettings.cube(cases, 64, SEED, difficulty);
            row(
                    difficulty.key() + " phantoms",
                    IntStream.rangeClosed(1, cases)
                            .mapToObj(
                                    number -> Phantom.generate(settings, number).image())
                            .toList());
        }
        Arrays.stream(arguments)
                .skip(1)
                .forEach(file ->
                        row(file, List.of(NiftiReader.read(Path.of(file)).volume())));
    }

    private static void row(String name, List<Volume> scans) {
        List<ScanLandmarks> landmarks = scans.stream().map(ScanLandmarks::of).toList();
        List<Fingerprint> known =
                landmarks.stream().map(ScanLandmarks::fingerprint).toList();
        List<Integer> others = new ArrayList<>();
        for (int n = 0; n < scans.size(); n++) {
            for (int m = 0; m < scans.size(); m++) {
                if (n != m) {
                    others.add(landmarks.get(n).shared(known.get(m)));
                }
            }
        }
        print(name, "other bodies", others);
        CHANGES.forEach((change, how) -> {
            print(name, change, shared(scans, known, how));
        });
    }

    private static List<Integer> shared(List<Volume> scans, List<Fingerprint> known, UnaryOperator<Volume> change) {
        return IntStream.range(0, scans.size())
                .mapToObj(n -> ScanLandmarks.of(change.apply(scans.get(n))).shared(known.get(n)))
                .toList();
    }

    private static void print(String name, String change, List<Integer> shared) {
        int[] sorted = shared.stream().mapToInt(Integer::intValue).sorted().toArray();
        long found = shared.stream().filter(n -> n >= Fingerprint.SHARED).count();
        System.out.println(String.format(
                Locale.ROOT,
                "%s | %s | %d of %d called the same | shared %s",
                name,
                change,
                found,
                sorted.length,
                sorted.length == 0
                        ? "-"
                        : sorted[0] + " / " + sorted[sorted.length / 2] + " / " + sorted[sorted.length - 1]));
    }
}
