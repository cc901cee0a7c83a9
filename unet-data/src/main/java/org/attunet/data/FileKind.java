package org.attunet.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a file is that was given where a scan, a mask or a model is expected: known by its first bytes, whatever its name says, so
 * that a refusal can name it and say what to do.
 */
public enum FileKind {
    LFS_POINTER(
            "version https://git-lfs",
            "a Git LFS pointer, which stands for a file that was not fetched",
            "Fetch the file itself: git lfs pull."),
    ANNEX_POINTER(
            "(\\S*/)?annex/objects/",
            "a git-annex pointer, which stands for a file that was not fetched",
            "Fetch the file itself: git annex get FILE, or datalad get FILE."),
    APPLE_DOUBLE(
            "\\x00\\x05\\x16[\\x00\\x07]",
            "what macOS keeps beside a file that it copies",
            "Give the file of the same name without ._ before it."),
    META_IMAGE("(?i)\\s*(ObjectType|NDims|Comment)\\s*=", "a MetaImage (MHA, MHD)", Remedy.CONVERT),
    NRRD("NRRD\\d", "an NRRD file", Remedy.CONVERT),
    DICOM(
            ".{128}DICM|\\x08\\x00[\\x00-\\x20]\\x00",
            "a DICOM file",
            "Give the folder of the whole series, or convert that: ./unet convert --in FOLDER --out FILE.nii.gz."),
    MINC("CDF[\\x01\\x02]", "a MINC 1 or other netCDF file", "Convert it to NIfTI, for example with mnc2nii."),
    HDF5(
            "\\x89HDF\\r\\n|MATLAB 7\\.3",
            "an HDF5 file, as MINC 2 and MATLAB 7.3 are",
            "Convert it to NIfTI, for example with mnc2nii or MATLAB's niftiwrite."),
    MATLAB("MATLAB 5", "a MATLAB file", "Write the array as NIfTI, for example with MATLAB's niftiwrite."),
    FREESURFER(
            "\\x00\\x00\\x00\\x01\\x00\\x00",
            "a FreeSurfer volume (MGH, MGZ)",
            "Convert it to NIfTI, for example with mri_convert."),
    NUMPY(
            "\\x93NUMPY",
            "a NumPy array, which knows no spacing and no orientation",
            "Write it as NIfTI with its affine, for example with nibabel."),
    BZIP2("BZh[1-9]", "compressed with bzip2", "Unpack it: bunzip2 FILE."),
    XZ("\\xfd7zXZ\\x00", "compressed with xz", "Unpack it: unxz FILE."),
    ZSTD("\\x28\\xb5\\x2f\\xfd", "compressed with Zstandard", "Unpack it: unzstd FILE."),
    LZ4("\\x04\\x22\\x4d\\x18", "compressed with LZ4", "Unpack it: unlz4 FILE."),
    GZIP("\\x1f\\x8b", "compressed with gzip", "Unpack it: gunzip FILE.gz."),
    ZIP("PK\\x03\\x04|PK\\x05\\x06", "a zip archive", Remedy.UNPACK),
    SEVEN_ZIP("7z\\xbc\\xaf\\x27\\x1c", "a 7z archive", Remedy.UNPACK),
    RAR("Rar!", "a RAR archive", Remedy.UNPACK),
    TAR(".{257}ustar", "a tar archive", Remedy.UNPACK),
    PNG("\\x89PNG", "a PNG picture", Remedy.PICTURE),
    JPEG("\\xff\\xd8\\xff", "a JPEG picture", Remedy.PICTURE),
    GIF("GIF8", "a GIF picture", Remedy.PICTURE),
    BMP("BM.{4}\\x00\\x00\\x00\\x00", "a BMP picture", Remedy.PICTURE),
    TIFF("II[*+]\\x00|MM\\x00[*+]", "a TIFF picture", Remedy.PICTURE),
    PDF("%PDF", "a PDF document", Remedy.CHECK),
    HTML(
            Text.BEGIN + "(?i:<!doctype html|<html|<head|<body)",
            "an HTML page, perhaps what a failed download answered",
            "Open it to see what it says, then download the file again."),
    XML(Text.BEGIN + "<[?!a-zA-Z]", "an XML text", Remedy.CHECK),
    JSON(Text.BEGIN + "[{\\[]" + Text.REST, "a JSON text", Remedy.CHECK),
    TEXT(Text.REST, "a text", Remedy.CHECK);

    private static final class Remedy {
        static final String CONVERT = "Convert it to NIfTI, for example with ITK-SNAP, 3D Slicer or SimpleITK.";
        static final String UNPACK = "Unpack it and give what is in it.";
        static final String PICTURE = "Give the volume that it shows, as NIfTI or DICOM.";
        static final String CHECK = "Check where the file comes from.";
    }

    private static final class Text {
        /** A byte order mark and white space. */
        static final String BEGIN = "(\\xef\\xbb\\xbf)?\\s*";

        /** No control characters up to where the bytes end. */
        static final String REST = "[^\\x00-\\x08\\x0e-\\x1f]+\\z";
    }

    /** Bytes that are looked at. */
    private static final int START = 348;

    private final Pattern start;
    private final String what;
    private final String remedy;

    FileKind(String start, String what, String remedy) {
        this.start = Pattern.compile(start, Pattern.DOTALL);
        this.what = what;
        this.remedy = remedy;
    }

    /** What the file is, such as "an NRRD file" or "compressed with xz". */
    public String what() {
        return what;
    }

    /** A sentence: what to do where a scan is expected. */
    public String remedy() {
        return remedy;
    }

    /** The kind of a file; nothing where it is none of these or cannot be read. */
    public static Optional<FileKind> of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(START);
            return of(bytes, bytes.length);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A half sentence about the first file of a folder that is one of these, and what to do; empty where there is none. */
    public static String in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> of(file).stream()
                            .map(kind -> "; " + file.getFileName() + " is " + kind.what + ". " + kind.remedy))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** The kind of a file of which the first {@code length} bytes are given; some hundreds are enough. */
    public static Optional<FileKind> of(byte[] bytes, int length) {
        String text = new String(bytes, 0, Math.min(length, START), ISO_8859_1);
        return Stream.of(values())
                .filter(kind -> kind.start.matcher(text).lookingAt())
                .findFirst();
    }
}
