package org.attunet.data.dicom;

import java.util.List;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;

/**
 * Whose images these are. Nothing shows it; it only goes into a segmentation of these images, where that was asked for.
 *
 * @param name PatientName, in Unicode
 * @param id PatientID, in Unicode
 * @param isPseudonym whether the files say that the identity was removed from them
 */
record Patient(String name, String id, boolean isPseudonym) {
    /** Of all slices, which must agree. */
    static Patient of(String where, List<SliceHeader> slices) {
        List<Patient> all = slices.stream()
                .map(SliceHeader::patient)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        boolean unreadable = slices.stream().anyMatch(slice -> slice.patient().isEmpty());
        if (unreadable || all.size() != 1) {
            throw DataException.refuse(
                    BadInput.C7,
                    where,
                    "patient name and id cannot be taken over",
                    "the same name and id in all files, in a character set of DICOM",
                    unreadable ? "a name or id that cannot be decoded" : all.size() + " different ones",
                    "Leave --identify out.");
        }
        return all.get(0);
    }

    @Override
    public String toString() {
        return "withheld";
    }
}
