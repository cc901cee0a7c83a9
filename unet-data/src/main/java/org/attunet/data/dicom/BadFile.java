package org.attunet.data.dicom;

import org.attunet.data.BadInput;
import org.attunet.data.DataException;

/**
 * A file that cannot be read and may be a slice of the series beside it.
 *
 * @param folder in which it lies, below the root; not for any message
 * @param label how messages name it
 * @param kind what is wrong
 * @param reason the same in detail
 */
record BadFile(String folder, String label, Kind kind, String reason) {
    /** Why a file cannot be read. */
    enum Kind {
        DAMAGED(
                BadInput.D17,
                "a DICOM file is damaged",
                "damaged DICOM files that tell no series",
                "whole files",
                "Copy or download the series again."),
        LOST(
                BadInput.D26,
                "a file's content is not there",
                "files whose content is not there",
                "files, or links to files",
                "Fetch the content (git annex get, datalad get, git lfs pull), mount what the links lead to, or remove the links.");

        private final BadInput code;
        private final String what;
        private final String several;
        private final String expected;
        private final String remedy;

        Kind(BadInput code, String what, String several, String expected, String remedy) {
            this.code = code;
            this.what = what;
            this.several = several;
            this.expected = expected;
            this.remedy = remedy;
        }

        BadInput code() {
            return code;
        }

        /** For counts: "3 damaged DICOM files …". */
        String several() {
            return several;
        }
    }

    static BadFile damaged(SliceHeader slice) {
        return new BadFile(
                slice.folder(), slice.label(), Kind.DAMAGED, slice.fault().orElse("it cannot be read"));
    }

    static BadFile lost(String path, int ordinal, String reason) {
        return new BadFile(SliceHeader.folder(path), FileLabel.of(path, ordinal), Kind.LOST, reason);
    }

    /** @param count of such files, this one being the first */
    DataException refused(Object where, int count) {
        String others = count == 1 ? "" : ", and " + (count - 1) + " more";
        return DataException.refuse(
                kind.code, where, kind.what, kind.expected, label + ": " + reason + others, kind.remedy);
    }
}
