package org.attunet.data.nifti;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileKind;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** Reads {@code .nii}, {@code .nii.gz} and {@code .hdr}/{@code .img}; what a file is, its bytes decide and not its name. */
public final class NiftiReader {
    /** No more is read behind the voxels: a file of zeros unpacks to a thousand times its size. */
    private static final long MOST_SURPLUS = 1 << 28;

    private NiftiReader() {}

    /** Image, header and what is odd about the file; the sform is taken where sform and qform disagree. */
    public static NiftiImage read(Path path) {
        return read(path, Optional.empty());
    }

    /** As {@link #read(Path)}; {@code preferred} decides between sform and qform where both are set. */
    public static NiftiImage read(Path path, Optional<AffineSource> preferred) {
        List<Finding> notes = new ArrayList<>();
        Path headerPath = NiftiFiles.half(path, "img", "hdr").orElse(path);
        try (NiftiInput source = NiftiInput.open(headerPath)) {
            RawHeader raw = rawHeader(source);
            NiftiHeader header = new HeaderCheck(headerPath, raw, notes).checked(preferred);
            noteName(source, notes);
            if (!raw.isPair()) {
                checkLength(source, raw, header);
                source.skip((long) raw.voxOffset() - raw.length());
                return image(source, header, notes);
            }
            return separate(headerPath, raw, header, notes);
        }
    }

    /** The header alone, without reading a voxel. */
    public static NiftiHeader readHeader(Path path) {
        return readHeader(path, Optional.empty());
    }

    /** As above; {@code preferred} decides between sform and qform where both are set. */
    public static NiftiHeader readHeader(Path path, Optional<AffineSource> preferred) {
        Path headerPath = NiftiFiles.half(path, "img", "hdr").orElse(path);
        try (NiftiInput source = NiftiInput.open(headerPath)) {
            return new HeaderCheck(headerPath, rawHeader(source), new ArrayList<>()).checked(preferred);
        }
    }

    /**
     * As {@link #read(Path, Optional)}, of a file that has to lie in one place: forms more than half a voxel apart are refused where
     * {@code preferred} decides nothing.
     */
    public static NiftiImage readPlaced(Path path, Optional<AffineSource> preferred) {
        NiftiImage image = read(path, preferred);
        for (Finding note : image.notes()) {
            if (note.kind() == BadInput.N12 && note.severity() == Severity.ERROR) {
                throw new DataException(note.message() + " [" + BadInput.N12 + "]");
            }
        }
        return image;
    }

    /** Integer labels 0…255; values within 1e-3 of an integer count as it. */
    public static Mask readMask(Path path) {
        return readMask(path, Optional.empty());
    }

    /** As above; {@code preferred} decides between sform and qform, as {@link #readPlaced} says. */
    public static Mask readMask(Path path, Optional<AffineSource> preferred) {
        return Labels.of(readPlaced(path, preferred).volume(), path);
    }

    /**
     * Whether a file holds just these labels in this place, written as {@link NiftiWriter} writes them. Reads piece by piece and keeps
     * none of them.
     *
     * @param apart how far corners may lie apart, in mm
     */
    public static boolean holds(Path path, Mask mask, double apart) {
        try (NiftiInput source = NiftiInput.open(path)) {
            RawHeader raw = rawHeader(source);
            NiftiHeader header = new HeaderCheck(path, raw, new ArrayList<>()).checked(Optional.empty());
            return header.type() == NiftiType.UINT8
                    && !header.isScaled()
                    && header.geometry().matches(mask.geometry(), apart)
                    && source.skip((long) raw.voxOffset() - raw.length()) == (long) raw.voxOffset() - raw.length()
                    && source.holds(mask.labels());
        }
    }

    private static RawHeader rawHeader(NiftiInput source) {
        byte[] bytes = new byte[RawHeader.BYTES_2];
        int length = source.read(bytes, RawHeader.BYTES_1);
        if (RawHeader.announces(bytes, length, RawHeader.BYTES_2)) {
            byte[] rest = new byte[RawHeader.BYTES_2 - RawHeader.BYTES_1];
            int more = source.read(rest, rest.length);
            System.arraycopy(rest, 0, bytes, length, more);
            length += more;
        }
        int found = length;
        return RawHeader.parse(bytes, length).orElseThrow(() -> noHeader(source, bytes, found));
    }

    private static DataException noHeader(NiftiInput source, byte[] bytes, int length) {
        boolean cut = RawHeader.announces(bytes, length, RawHeader.BYTES_1)
                || RawHeader.announces(bytes, length, RawHeader.BYTES_2);
        if (length == 0 || cut) {
            return DataException.refuse(
                    BadInput.N1,
                    source.path(),
                    length == 0 ? "the file is empty" : "the file ends inside its header",
                    "a header of 348 or 540 bytes",
                    length + " bytes",
                    "Copy, download or convert the file again.");
        }
        Optional<FileKind> kind = FileKind.of(bytes, length);
        return DataException.refuse(
                kind.isPresent() ? BadInput.N21 : BadInput.N1,
                source.path(),
                "this is no NIfTI file",
                "a header that starts with its length, 348 or 540",
                kind.map(FileKind::what).orElse("something else") + (source.isGzip() ? ", inside gzip" : ""),
                kind.map(FileKind::remedy).orElse("Check where the file comes from."));
    }

    /** Refuses before a voxel is allocated where the file cannot hold them. */
    private static void checkLength(NiftiInput source, RawHeader raw, NiftiHeader header) {
        if (raw.voxOffset() + header.dataBytes() > source.ceiling()) {
            throw VoxelReader.tooShort(
                    source, header, source.isGzip() ? -1 : Math.max(0, source.ceiling() - (long) raw.voxOffset()));
        }
    }

    private static NiftiImage image(NiftiInput source, NiftiHeader header, List<Finding> notes) {
        VoxelReader voxels = new VoxelReader(source, header);
        Volume volume = voxels.read();
        long surplus = source.skip(MOST_SURPLUS);
        if (surplus > 0) {
            notes.add(Finding.of(
                    BadInput.N5,
                    Severity.WARNING,
                    source.path().getFileName() + ": " + surplus + (surplus == MOST_SURPLUS ? " or more" : "")
                            + " bytes behind the voxels, ignored"));
        }
        return new NiftiImage(volume, header, voxels.exact(), notes);
    }

    private static NiftiImage separate(Path headerPath, RawHeader raw, NiftiHeader header, List<Finding> notes) {
        Path imagePath = NiftiFiles.half(headerPath, "hdr", "img")
                .orElseThrow(() -> DataException.refuse(
                        BadInput.N1,
                        headerPath,
                        "the header's voxels lie in a second file that is not there",
                        "NAME.hdr beside NAME.img",
                        "no .img of that name",
                        "Put the .img file beside it."));
        try (NiftiInput source = NiftiInput.open(imagePath)) {
            checkLength(source, raw, header);
            source.skip((long) raw.voxOffset());
            return image(source, header, notes);
        }
    }

    private static void noteName(NiftiInput source, List<Finding> notes) {
        String name = source.path().getFileName().toString();
        boolean named = name.toLowerCase(Locale.ROOT).endsWith(".gz");
        if (named != source.isGzip()) {
            notes.add(Finding.of(
                    BadInput.N2,
                    Severity.FIXED,
                    name + (named ? " is not compressed, read as it is" : " is compressed, unpacked")));
        }
    }
}
