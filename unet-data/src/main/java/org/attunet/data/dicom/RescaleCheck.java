package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeChecks;
import org.attunet.data.volume.VolumeStatistics;

/** Whether the values of a series are HU once they are rescaled. */
final class RescaleCheck {
    private final String where;
    private final List<SliceHeader> slices;

    RescaleCheck(String where, List<SliceHeader> slices) {
        this.where = where;
        this.slices = slices;
    }

    /** Refuses what the headers alone show: tables, numbers that are none, and slices that say less than the others. */
    void require() {
        slices.stream().filter(slice -> slice.rescale().hasTable()).findFirst().ifPresent(slice -> {
            throw refused(
                    BadInput.D24,
                    "the values are mapped by a Modality LUT (0028,3000), which is not supported",
                    "Modality LUT Sequence in " + slice.label());
        });
        for (SliceHeader slice : slices) {
            slice.rescale().fault(slice.format()).ifPresent(fault -> {
                throw refused(BadInput.D23, "a slice's values cannot become HU", slice.label() + " has " + fault);
            });
        }
        requireAlike();
    }

    private void requireAlike() {
        Map<String, List<SliceHeader>> groups = slices.stream()
                .collect(Collectors.groupingBy(slice -> slice.rescale().parts(), TreeMap::new, Collectors.toList()));
        if (groups.size() == 1) {
            return;
        }
        String usual = groups.entrySet().stream()
                .max(Comparator.<Map.Entry<String, List<SliceHeader>>>comparingInt(
                                group -> group.getValue().size())
                        .thenComparing(group -> group.getKey().equals("both")))
                .orElseThrow()
                .getKey();
        List<SliceHeader> odd = slices.stream()
                .filter(slice -> !slice.rescale().parts().equals(usual))
                .toList();
        String counts = groups.entrySet().stream()
                .map(group -> group.getValue().size() + " with " + group.getKey())
                .collect(Collectors.joining(", "));
        throw refused(
                BadInput.D23,
                "only some of the slices say how their values become HU",
                counts + "; the odd ones are " + FileLabel.list(odd));
    }

    private DataException refused(BadInput code, String what, String found) {
        return DataException.refuse(
                code,
                where,
                what,
                "RescaleSlope and RescaleIntercept, one number each, in every slice",
                found,
                "Export the series again, as original images, or fetch these files again.");
    }

    /**
     * What is odd about the rescaling.
     *
     * @throws DataException where there is none and the values are no HU
     */
    List<Finding> notes(Volume volume) {
        List<Finding> notes = new ArrayList<>();
        noteAbsence(volume, notes);
        noteTypes(notes);
        long negative = slices.stream()
                .filter(slice -> slice.rescale().slope().or(1) < 0)
                .count();
        if (negative > 0) {
            notes.add(warning(
                    BadInput.D23,
                    negative + " slices have a negative slope: the higher the stored value, the lower the HU"));
        }
        return notes;
    }

    /** What stored values are not rescaled must be HU themselves. */
    private void noteAbsence(Volume volume, List<Finding> notes) {
        Rescale first = slices.get(0).rescale();
        if (first.isComplete()) {
            return;
        }
        String absent =
                first.slope().isGiven() ? "intercept" : first.intercept().isGiven() ? "slope" : "slope and intercept";
        VolumeStatistics values = VolumeStatistics.of(volume);
        if (!VolumeChecks.isLikeCt(values)) {
            throw DataException.refuse(
                    BadInput.D10,
                    where,
                    absent + (absent.contains("and") ? " are" : " is") + " absent and the stored values are not HU",
                    "RescaleSlope and RescaleIntercept",
                    String.format(Locale.ROOT, "values from %.0f to %.0f", values.min(), values.max()),
                    "Export the series again, as original images.");
        }
        notes.add(warning(BadInput.D10, slices.size() + " slices without " + absent + ", taken as HU"));
    }

    private void noteTypes(List<Finding> notes) {
        Map<String, Long> others = slices.stream()
                .map(SliceHeader::rescale)
                .filter(rescale -> !rescale.mayBeHounsfield())
                .collect(Collectors.groupingBy(Rescale::shownType, TreeMap::new, Collectors.counting()));
        others.forEach((type, count) -> notes.add(warning(
                BadInput.D24,
                count + " of " + slices.size() + " slices say that their values are no HU: their RescaleType is "
                        + type)));
    }

    private Finding warning(BadInput code, String message) {
        return Finding.of(code, Severity.WARNING, where + ": " + message);
    }
}
