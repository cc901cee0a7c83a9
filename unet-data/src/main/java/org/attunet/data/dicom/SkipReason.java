package org.attunet.data.dicom;

import org.attunet.data.BadInput;

/** Why a file takes no part. */
public enum SkipReason {
    NOT_DICOM(BadInput.D17, "not DICOM"),
    EMPTY(BadInput.D17, "empty"),
    DIRECTORY(BadInput.D17, "DICOMDIR"),
    ARCHIVE(BadInput.D28, "archives (zip, tar, 7z, rar), not looked into: unpack them if slices are missing"),
    COMPRESSED(BadInput.D28, "compressed (gz, bz2, xz, zst), not looked into: unpack them if slices are missing"),
    FLOAT_PIXELS(BadInput.D28, "with floating-point pixels, which are not supported"),
    LOOP(BadInput.D26, "links back to a folder above them"),
    NO_IMAGE(BadInput.D7, "DICOM without an image"),
    SECONDARY_CAPTURE(BadInput.D7, "secondary captures"),
    LOCALIZER(BadInput.D7, "localizers"),
    COLOUR(BadInput.D7, "in colour"),
    NOT_CT(BadInput.D7, "of another modality than CT"),
    OTHER_ORIENTATION(BadInput.D7, "of another orientation");

    private final BadInput code;
    private final String label;

    SkipReason(BadInput code, String label) {
        this.code = code;
        this.label = label;
    }

    /** Row of the list of bad inputs. */
    public BadInput code() {
        return code;
    }

    /** Whether slices may be among these files. */
    boolean mayHideSlices() {
        return this == EMPTY || code == BadInput.D28;
    }

    /** For messages: "3 localizers". */
    public String label() {
        return label;
    }

    /** The reason for a DICOM file, or null where it is a slice of a CT. */
    static SkipReason of(SliceHeader header) {
        if (Uids.isSecondaryCapture(header.sopClass())) {
            return SECONDARY_CAPTURE;
        }
        boolean ct = header.sopClass().equals(Uids.CT) || Uids.isEnhancedCt(header.sopClass());
        if (!ct && !header.modality().equals("CT")) {
            return header.hasPixels() || header.hasFloatPixels() ? NOT_CT : NO_IMAGE;
        }
        if (!ct && !header.hasPixels() && header.fault().isEmpty()) {
            return header.hasFloatPixels() ? FLOAT_PIXELS : NO_IMAGE;
        }
        if (header.imageType().contains("LOCALIZER")) {
            return LOCALIZER;
        }
        return header.samples() > 1 || header.photometric().startsWith("RGB") ? COLOUR : null;
    }
}
