package org.attunet.data.nifti;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Size;

/** From a header as it stands to one that can be relied on. */
final class HeaderCheck {
    /** Extensions between header and voxels hold texts, never more than this. */
    private static final long LATEST_VOXELS = 1 << 30;

    private final Path path;
    private final RawHeader raw;
    private final List<Finding> notes;

    HeaderCheck(Path path, RawHeader raw, List<Finding> notes) {
        this.path = path;
        this.raw = raw;
        this.notes = notes;
    }

    NiftiHeader checked(Optional<AffineSource> preferred) {
        checkMagic();
        NiftiType type = type();
        Size size = size();
        checkOffset();
        boolean scaled = scaled();
        AffineResolver.Chosen chosen = new AffineResolver(path, raw, notes).choose(size, preferred);
        return new NiftiHeader(
                raw.version(),
                raw.isPair(),
                raw.order(),
                type,
                size,
                chosen.affine(),
                chosen.form(),
                raw.sformCode(),
                raw.qformCode(),
                scaled ? raw.slope() : 1,
                scaled ? raw.intercept() : 0);
    }

    private void checkMagic() {
        String single = "n+" + raw.version();
        String pair = "ni" + raw.version();
        if (!raw.magic().equals(single) && !raw.magic().equals(pair)) {
            boolean analyze = raw.magic().equals("\0\0\0");
            throw DataException.refuse(
                    BadInput.N1,
                    path,
                    analyze ? "this is an Analyze 7.5 file, which knows no orientation" : "this is no NIfTI file",
                    "the magic " + single + " or " + pair,
                    analyze ? "none" : printable(raw.magic()),
                    analyze ? "Convert the original images again, to NIfTI." : "Check where the file comes from.");
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private NiftiType type() {
        NiftiType type = NiftiType.of(raw.datatype())
                .orElseThrow(() -> DataException.refuse(
                        BadInput.N8,
                        path,
                        "voxels of this type are no CT and no label",
                        "integers or floats of 8 to 64 bits",
                        "datatype " + NiftiType.describe(raw.datatype()),
                        "Convert the file to int16 or float32."));
        if (raw.bitpix() != 8 * type.bytes()) {
            note(
                    BadInput.N8,
                    Severity.WARNING,
                    "bitpix " + raw.bitpix() + " is at odds with " + type + "; the type counts");
        }
        return type;
    }

    private Size size() {
        if (raw.dim(0) < 1 || raw.dim(0) > 7) {
            throw dims("between 1 and 7 axes");
        }
        int axes = (int) raw.dim(0);
        for (int axis = 1; axis <= axes; axis++) {
            if (raw.dim(axis) < 1) {
                throw dims("at least one voxel along every axis");
            }
        }
        if (axes < 3) {
            throw DataException.refuse(
                    BadInput.N6,
                    path,
                    "this is a flat picture",
                    "three axes",
                    axes + " (" + raw.dims() + ")",
                    "Give the volume it was cut from.");
        }
        if ((double) raw.dim(1) * raw.dim(2) * raw.dim(3) > Integer.MAX_VALUE - 8) {
            throw dims("at most 2147483639 voxels");
        }
        checkSingle(axes);
        return new Size((int) raw.dim(1), (int) raw.dim(2), (int) raw.dim(3));
    }

    private void checkSingle(int axes) {
        for (int axis = 4; axis <= axes; axis++) {
            if (raw.dim(axis) > 1) {
                throw DataException.refuse(
                        BadInput.N7,
                        path,
                        "the file holds several volumes",
                        "one",
                        raw.dims(),
                        "Split it and give the volume that is meant.");
            }
        }
        if (axes > 3) {
            note(BadInput.N7, Severity.FIXED, axes + " axes with one volume, read as three axes");
        }
    }

    private DataException dims(String expected) {
        return DataException.refuse(
                BadInput.N4,
                path,
                "the header's dimensions make no sense",
                expected,
                raw.dims(),
                "The header is damaged; copy or convert the file again.");
    }

    private void checkOffset() {
        double offset = raw.voxOffset();
        if (!(offset >= raw.earliestVoxels() && offset <= LATEST_VOXELS && offset == Math.rint(offset))) {
            throw DataException.refuse(
                    BadInput.N9,
                    path,
                    offset > LATEST_VOXELS
                            ? "the voxels are said to start far behind the header"
                            : "the voxels are said to start inside the header",
                    "vox_offset of at least " + raw.earliestVoxels() + " and at most " + LATEST_VOXELS,
                    "vox_offset = " + offset,
                    "The header is damaged or its writer is at fault; convert the file again.");
        }
    }

    /** Whether stored values are to be scaled: not where the slope is 0 or no number. */
    private boolean scaled() {
        double slope = raw.slope();
        if (slope == 0 || !Double.isFinite(slope)) {
            if (slope != 0 || raw.intercept() != 0) {
                note(
                        BadInput.N16,
                        Severity.FIXED,
                        "scl_slope is " + slope + ": values are taken as stored, without scaling");
            }
            return false;
        }
        if (!Double.isFinite(raw.intercept())) {
            throw DataException.refuse(
                    BadInput.N16,
                    path,
                    "the intercept of the values is no number",
                    "a finite scl_inter beside scl_slope = " + slope,
                    "scl_inter = " + raw.intercept(),
                    "The header is damaged; convert the file again.");
        }
        return true;
    }

    private void note(BadInput code, Severity severity, String message) {
        notes.add(Finding.of(code, severity, path.getFileName() + ": " + message));
    }
}
