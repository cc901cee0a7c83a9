package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** From checked headers to a volume. */
final class SeriesLoader {
    /** Air is −1000 and scanners clip at −1024; what is lower was never measured. */
    private static final int LOWEST_MEASURED = -1024;

    /** Slices that are held decoded at once. */
    private static final int TOGETHER = 16;

    private final String where;
    private final List<SliceHeader> slices;
    private final DicomFiles files;
    private final DicomOptions options;
    private final List<Finding> notes = new ArrayList<>();

    SeriesLoader(String where, List<SliceHeader> slices, DicomFiles files, DicomOptions options) {
        this.where = where;
        this.slices = slices;
        this.files = files;
        this.options = options;
    }

    DicomVolume load() {
        Stack stack = Stack.of(where, distinct(Stack.sorted(slices)), options);
        Volume volume = values(stack);
        if (stack.isTilted()) {
            String angle = String.format(Locale.ROOT, "%.2f", stack.angle());
            note(
                    BadInput.D4,
                    Severity.FIXED,
                    "a gantry tilt of " + angle + " degrees, slices shifted onto an upright grid");
            volume = new TiltCorrection(stack, volume).upright();
        }
        noteHeaders();
        notes.addAll(new RescaleCheck(where, slices).notes(volume));
        DicomSource source = source(stack);
        source.ambiguities().forEach(what -> note(BadInput.D25, Severity.WARNING, what));
        return new DicomVolume(volume, slices.get(0).format().datatype(), notes, source);
    }

    private void note(BadInput code, Severity severity, String message) {
        notes.add(Finding.of(code, severity, where + ": " + message));
    }

    /** Slices at positions of their own; the same image at one position counts once. */
    private List<SliceHeader> distinct(List<SliceHeader> sorted) {
        List<SliceHeader> kept = new ArrayList<>();
        for (SliceHeader slice : sorted) {
            SliceHeader last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            boolean twin = last != null
                    && Stack.height(slice, sorted.get(0)) - Stack.height(last, sorted.get(0)) <= Stack.SAME;
            if (!twin) {
                kept.add(slice);
            } else if (!same(last, slice)) {
                throw DataException.refuse(
                        BadInput.D5,
                        where,
                        "two slices lie at one position and differ",
                        "one image at every position",
                        last.label() + " and " + slice.label(),
                        "Separate the two acquisitions and convert each by itself.");
            }
        }
        int dropped = sorted.size() - kept.size();
        if (dropped > 0) {
            note(BadInput.D5, Severity.FIXED, dropped + " slices that were there twice, counted once");
        }
        SeriesCheck.checkNumber(where, kept.size());
        return kept;
    }

    /** Whether the same values would come of both. */
    private boolean same(SliceHeader one, SliceHeader other) {
        return one.rescale().equals(other.rescale())
                && one.format().equals(other.format())
                && Arrays.equals(pixels(one), pixels(other));
    }

    private int[] pixels(SliceHeader slice) {
        return pixels(slice, files.read(slice.path()));
    }

    private int[] pixels(SliceHeader slice, byte[] file) {
        try {
            DataSet set = Part10.read(file).orElseThrow(() -> new BrokenPixels("it is no DICOM file any more"));
            return PixelReader.read(set, slice.format());
        } catch (BrokenPixels e) {
            throw DataException.refuse(
                            BadInput.D17,
                            where,
                            "a slice cannot be decoded",
                            "whole images",
                            slice.label() + ": " + e.getMessage(),
                            "Copy or download the series again.")
                    .causedBy(e);
        }
    }

    /** A slice's pixels, or why there are none. */
    private record Decoded(int[] pixels, long padded, Optional<DataException> refused) {}

    /** Files are read one after another and decoded side by side. */
    private List<Decoded> decoded(List<SliceHeader> together) {
        List<Supplier<Decoded>> work = new ArrayList<>();
        for (SliceHeader slice : together) {
            byte[] file = files.read(slice.path());
            work.add(() -> decoded(slice, file));
        }
        return work.parallelStream().map(Supplier::get).toList();
    }

    private Decoded decoded(SliceHeader slice, byte[] file) {
        try {
            int[] raw = pixels(slice, file);
            return new Decoded(raw, padding(slice, raw), Optional.empty());
        } catch (DataException e) {
            return new Decoded(new int[0], 0, Optional.of(e)); // of several, the first slice's is said
        }
    }

    private Volume values(Stack stack) {
        PixelFormat format = slices.get(0).format();
        checkGaps(stack);
        Geometry geometry = new Geometry(size(format, stack.depth()), stack.affine());
        RescaledStack values = new RescaledStack(format.pixels(), stack.depth());
        long padded = 0;
        int all = stack.slices().size();
        for (int from = 0; from < all; from += TOGETHER) {
            List<SliceHeader> together = stack.slices().subList(from, Math.min(from + TOGETHER, all));
            List<Decoded> decoded = decoded(together);
            for (int n = 0; n < together.size(); n++) {
                decoded.get(n).refused().ifPresent(refused -> {
                    throw refused;
                });
                SliceHeader slice = together.get(n);
                padded += decoded.get(n).padded();
                values.put(stack.place(from + n), decoded.get(n).pixels(), slice.format(), slice.rescale());
            }
        }
        fillGaps(stack, values);
        if (padded > 0) {
            note(
                    BadInput.D12,
                    Severity.WARNING,
                    padded + " voxels hold no measured value but padding; kept as they are");
        }
        return values.volume(geometry);
    }

    /** A slice that lies far off is a slip: what would be invented between takes more memory than the files could fill. */
    private void checkGaps(Stack stack) {
        int present = stack.slices().size();
        if (stack.depth() > 2 * present) {
            throw DataException.refuse(
                    BadInput.D1,
                    where,
                    "more slices are missing than are there",
                    "at most " + present + " to interpolate between " + present,
                    (stack.depth() - present) + " missing",
                    "Remove slices that lie far from the others, or fetch the missing files.");
        }
    }

    private Size size(PixelFormat format, int depth) {
        if ((double) format.pixels() * depth > Integer.MAX_VALUE - 8) {
            throw DataException.refuse(
                    BadInput.D1,
                    where,
                    "the positions span more slices than a volume holds",
                    "at most 2147483639 voxels",
                    depth + " slices of " + format.columns() + "×" + format.rows(),
                    "Remove slices that lie far from the others.");
        }
        return new Size(format.columns(), format.rows(), depth);
    }

    private static long padding(SliceHeader slice, int[] raw) {
        int[] named = slice.padding().orElse(null);
        PixelFormat format = slice.format();
        Rescale rescale = slice.rescale();
        long count = 0;
        for (int value : raw) {
            boolean padded = named != null
                    ? value >= named[0] && value <= named[1]
                    : rescale.apply(format.number(value)) < LOWEST_MEASURED;
            count += padded ? 1 : 0;
        }
        return count;
    }

    private void fillGaps(Stack stack, RescaledStack values) {
        int missing = stack.depth() - stack.slices().size();
        if (missing > 0) {
            for (int n = 1; n < stack.slices().size(); n++) {
                values.interpolate(stack.place(n - 1), stack.place(n));
            }
            note(BadInput.D1, Severity.FIXED, missing + " missing slices interpolated between their neighbours");
        }
    }

    private void noteHeaders() {
        long bare = slices.stream().filter(SliceHeader::isBare).count();
        if (bare > 0) {
            note(
                    BadInput.D18,
                    Severity.WARNING,
                    bare + " files without preamble or meta header, read by guessing their syntax");
        }
        long misdeclared = slices.stream().filter(SliceHeader::isMisdeclared).count();
        if (misdeclared > 0) {
            note(
                    BadInput.D27,
                    Severity.FIXED,
                    misdeclared + " files whose header names another transfer syntax than they are written in, read as"
                            + " they are written");
        }
    }

    private DicomSource source(Stack stack) {
        List<SourceSlice> sources = new ArrayList<>();
        for (int n = 0; n < stack.slices().size(); n++) {
            SliceHeader slice = stack.slices().get(n);
            sources.add(
                    new SourceSlice(slice.sopClass(), slice.sopInstance(), slice.frameOfReference(), stack.place(n)));
        }
        SliceHeader first = stack.slices().get(0);
        return new DicomSource(
                first.studyUid(),
                first.seriesUid(),
                first.format().columns(),
                first.format().rows(),
                first.isLossy(),
                options.patient() == DicomOptions.PatientData.KEPT
                        ? Optional.of(Patient.of(where, stack.slices()))
                        : Optional.empty(),
                sources);
    }
}
