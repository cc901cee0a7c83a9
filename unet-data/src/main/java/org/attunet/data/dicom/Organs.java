package org.attunet.data.dicom;

import java.util.Locale;
import java.util.Map;
import org.attunet.data.dicom.Elements.Code;

/** What segments are, in SNOMED CT. */
final class Organs {
    static final Code STRUCTURE = new Code("123037004", "SCT", "Anatomical Structure");

    private static final Code TISSUE = new Code("85756007", "SCT", "Tissue");

    private static final Map<String, Code> BY_NAME = Map.of(
            "pancreas", new Code("15776009", "SCT", "Pancreas"),
            "liver", new Code("10200004", "SCT", "Liver"),
            "spleen", new Code("78961009", "SCT", "Spleen"),
            "kidney", new Code("64033007", "SCT", "Kidney"),
            "stomach", new Code("69695003", "SCT", "Stomach"),
            "gallbladder", new Code("28231008", "SCT", "Gallbladder"),
            "aorta", new Code("15825003", "SCT", "Aorta"));

    private Organs() {}

    /** The organ of this name; tissue, of which nothing more is known, for any other. */
    static Code named(String name) {
        return BY_NAME.getOrDefault(name.strip().toLowerCase(Locale.ROOT), TISSUE);
    }
}
