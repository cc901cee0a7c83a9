package org.attunet.data.nifti;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/** Finds the one affine among a header's sform, qform and plain spacing. */
final class AffineResolver {
    /** No scanner has voxels this far apart, in mm. */
    private static final double LARGEST_STEP = 1000;

    /** Displacement in mm below which two forms say the same, and so does round-off of 32-bit headers. */
    static final double SAME = 0.1;

    /** Cosine between axes that 32-bit headers leave of a right angle. */
    private static final double ROUND_OFF = 1e-6;

    private static final double NEARLY_SQUARE = 1e-3;

    /** Every command that reads NIfTI files knows the option, every one that reads a dataset the setting. */
    private static final String REMEDY =
            "--prefer sform or --prefer qform for a file, 'prefer: sform' or 'prefer: qform' in dataset.yaml for a dataset.";

    /** The affine, and the form it came from. */
    record Chosen(Affine affine, AffineSource form) {}

    private final Path path;
    private final RawHeader raw;
    private final double millimetres;
    private final List<Finding> notes;

    AffineResolver(Path path, RawHeader raw, List<Finding> notes) {
        this.path = path;
        this.raw = raw;
        this.millimetres = millimetres(raw.unit());
        this.notes = notes;
        if (millimetres != 1) {
            note(
                    BadInput.N15,
                    Severity.FIXED,
                    "lengths are in " + (millimetres > 1 ? "metres" : "micrometres") + ", converted to mm");
        }
        if (raw.unit() < 1 || raw.unit() > 3) {
            note(BadInput.N15, Severity.WARNING, "the unit of length is not given; taken as mm");
        }
    }

    private static double millimetres(int unit) {
        return unit == 1 ? 1000 : unit == 3 ? 0.001 : 1;
    }

    /**
     * The preferred form where it is set, else the sform, else the qform, else the spacing alone. A form that no grid can have is
     * as good as not set where the other one is sound, unless just this one was asked for.
     */
    Chosen choose(Size size, Optional<AffineSource> preferred) {
        boolean sform = raw.sformCode() > 0;
        boolean qform = raw.qformCode() > 0;
        if (!sform && !qform) {
            note(
                    BadInput.N13,
                    Severity.WARNING,
                    "neither sform nor qform is set; taken as an RAS grid from the origin");
            return new Chosen(Affine.diagonal(steps(), 0, 0, 0), AffineSource.NONE);
        }
        boolean asked = preferred.isPresent() && !isEmpty();
        if (sform && qform && !asked && !sform().isInvertible() && hasSoundQform()) {
            note(
                    BadInput.N12,
                    Severity.WARNING,
                    "the sform is " + unusable() + " and counts as not set; the qform is taken");
            sform = false;
        }
        boolean byQform = qform && (!sform || preferred.orElse(AffineSource.SFORM) == AffineSource.QFORM);
        Affine affine = checked(byQform ? qform() : sform(), byQform ? AffineSource.QFORM : AffineSource.SFORM);
        if (sform && qform) {
            compare(new Geometry(size, affine), byQform, preferred.isPresent());
        }
        return new Chosen(affine, byQform ? AffineSource.QFORM : AffineSource.SFORM);
    }

    /** Whether the sform's matrix is all zeros: its writer never set it, whatever its code says. */
    private boolean isEmpty() {
        for (int n = 0; n < 12; n++) {
            if (n % 4 < 3 && raw.sform(n) != 0) {
                return false;
            }
        }
        return true;
    }

    private String unusable() {
        return isEmpty() ? "all zeros" : "singular or not finite, " + sform();
    }

    private boolean hasSoundQform() {
        try {
            return qform().isInvertible();
        } catch (DataException e) {
            return false;
        }
    }

    private Affine sform() {
        double[][] matrix = new double[3][4];
        for (int n = 0; n < 12; n++) {
            matrix[n / 4][n % 4] = raw.sform(n) * millimetres;
        }
        return Affine.of(matrix);
    }

    private Affine qform() {
        double[] steps = steps().toArray();
        double[][] rotation = Quaternion.rotation(raw.quaternion(0), raw.quaternion(1), raw.quaternion(2), qfac());
        double[][] matrix = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                matrix[row][column] = rotation[row][column] * steps[column] + 0.0; // no negative zeros
            }
            matrix[row][3] = raw.quaternion(3 + row) * millimetres;
        }
        return Affine.of(matrix);
    }

    private double qfac() {
        double qfac = raw.pixdim(0);
        if (qfac == 1 || qfac == -1) {
            return qfac;
        }
        if (notes.stream().noneMatch(finding -> finding.kind() == BadInput.N11)) {
            noteQfac(qfac);
        }
        return qfac < 0 ? -1 : 1;
    }

    private void noteQfac(double qfac) {
        note(BadInput.N11, Severity.FIXED, "qfac is " + qfac + " in place of 1 or -1; taken as " + (qfac < 0 ? -1 : 1));
    }

    private Spacing steps() {
        for (int axis = 1; axis <= 3; axis++) {
            double step = raw.pixdim(axis) * millimetres;
            if (!(step > 0 && step <= LARGEST_STEP)) {
                throw DataException.refuse(
                        BadInput.N10,
                        path,
                        "the distance of voxels along axis " + axis + " makes no sense and "
                                + (raw.sformCode() > 0 ? "the sform is not to be taken" : "no sform tells it"),
                        "above 0 and at most " + (int) LARGEST_STEP + " mm",
                        "pixdim[" + axis + "] = " + raw.pixdim(axis),
                        "Write the file again with its true spacing; a millimetre is never guessed.");
            }
        }
        return new Spacing(raw.pixdim(1) * millimetres, raw.pixdim(2) * millimetres, raw.pixdim(3) * millimetres);
    }

    private Affine checked(Affine affine, AffineSource form) {
        if (!affine.isInvertible()) {
            throw DataException.refuse(
                    BadInput.N14,
                    path,
                    "the " + form.label() + " is singular or not finite",
                    "three independent axes",
                    affine.toString(),
                    "Write the file again with its true affine" + other(form));
        }
        noteShear(affine);
        return affine;
    }

    /** What else there is to do about a form of no use. */
    private String other(AffineSource broken) {
        boolean sound = broken == AffineSource.SFORM
                ? raw.qformCode() > 0 && hasSoundQform()
                : raw.sformCode() > 0 && sform().isInvertible();
        return sound ? ", or take the other form: " + REMEDY : ".";
    }

    private void noteShear(Affine affine) {
        double cosine = Math.max(cosine(affine, 0, 1), Math.max(cosine(affine, 0, 2), cosine(affine, 1, 2)));
        if (cosine > ROUND_OFF) {
            boolean small = cosine <= NEARLY_SQUARE;
            String what = String.format(Locale.ROOT, "the axes are not square to each other (cosine %.2g)", cosine);
            note(
                    BadInput.N14,
                    small ? Severity.FIXED : Severity.ERROR,
                    what + (small ? "; taken as square" : "; resample the image to a grid without shear"));
        }
    }

    private static double cosine(Affine affine, int one, int other) {
        double dot = 0;
        for (int row = 0; row < 3; row++) {
            dot += affine.get(row, one) * affine.get(row, other);
        }
        return Math.abs(dot) / (affine.columnLength(one) * affine.columnLength(other));
    }

    /** Says how far the form not taken would move the image; a form that is broken says nothing. */
    private void compare(Geometry taken, boolean byQform, boolean asked) {
        Affine other;
        try {
            other = byQform ? sform() : qform();
        } catch (DataException e) {
            return;
        }
        double distance = taken.cornerDistance(new Geometry(taken.size(), other));
        if (!(distance > SAME)) {
            return;
        }
        double[] steps = taken.spacing().toArray();
        double half = Math.min(steps[0], Math.min(steps[1], steps[2])) / 2;
        Severity severity = asked ? Severity.FIXED : distance > half ? Severity.ERROR : Severity.WARNING;
        note(
                BadInput.N12,
                severity,
                String.format(Locale.ROOT, "sform and qform place the image up to %.2f mm apart", distance)
                        + (severity == Severity.ERROR
                                ? "; say which of them counts: " + REMEDY
                                : taken(byQform, asked)));
    }

    private static String taken(boolean byQform, boolean asked) {
        return "; the " + (byQform ? "qform" : "sform") + " is taken" + (asked ? " as asked" : "");
    }

    private void note(BadInput code, Severity severity, String message) {
        notes.add(Finding.of(code, severity, path.getFileName() + ": " + message));
    }
}
