package org.attunet.data.nifti;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row N21: files of other kinds under a NIfTI's name, and N2: archives that unpack to more than any scan. */
class ForeignFormatTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version https://git-lfs.github.com/spec/v1\\noid sha256:4d7a | Git LFS pointer | git lfs pull",
                "/annex/objects/SHA256E-s25--5ee8.nii.gz\\n | git-annex pointer | git annex get",
                "../.git/annex/objects/zV/SHA256E-s25.nii.gz | git-annex pointer | datalad get",
                "ObjectType = Image\\nNDims = 3\\n | MetaImage | ITK-SNAP",
                "NDims = 3\\nDimSize = 4 4 4\\n | MetaImage | ITK-SNAP",
                "NRRD0005\\n# Complete NRRD | NRRD | ITK-SNAP",
                "\\x01CDF | something else | Check",
                "CDF\\x01\\x00 | MINC | mnc2nii",
                "\\x89HDF\\x0d\\x0a\\x1a\\x0a | HDF5 | mnc2nii",
                "MATLAB 7.3 MAT-file, Platform: GLNXA64 | HDF5 | niftiwrite",
                "MATLAB 5.0 MAT-file, Platform: GLNXA64 | MATLAB | niftiwrite",
                "\\x93NUMPY\\x01\\x00 | NumPy | nibabel",
                "BZh91AY&SY | bzip2 | bunzip2",
                "\\xfd7zXZ\\x00\\x00 | xz | unxz",
                "\\x28\\xb5\\x2f\\xfd\\x04 | Zstandard | unzstd",
                "PK\\x03\\x04\\x14 | zip archive | Unpack",
                "7z\\xbc\\xaf\\x27\\x1c | 7z archive | Unpack",
                "\\x89PNG\\x0d\\x0a\\x1a\\x0a | PNG | volume",
                "\\xff\\xd8\\xff\\xe0 | JPEG | volume",
                "<!DOCTYPE html><html><title>404</title> | HTML page | download",
                "\\x0a  <HTML><body>Sign in | HTML page | download",
                "<?xml version='1.0'?><Error><Code>AccessDenied</Code> | XML text | Check",
                "{\"error\": \"not found\"} | JSON text | Check",
                "no image at all | a text | Check",
                "\\x00\\x05\\x16\\x07\\x00\\x02 | macOS | ._",
                "\\x00\\x00\\x00\\x01\\x00\\x00\\x01\\x00 | FreeSurfer | mri_convert"
            })
    void otherFormatsAreNamedWithTheWayOut(String start, String what, String remedy) throws IOException {
        byte[] bytes = unescaped(start).getBytes(ISO_8859_1);
        assertNamed(Files.write(folder.resolve("a.nii"), bytes), what, remedy);
        assertNamed(Files.write(folder.resolve("b.nii.gz"), bytes), what, remedy);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("c.nii.gz")))) {
            out.write(bytes);
        }
        assertNamed(folder.resolve("c.nii.gz"), what, remedy);
    }

    private static String unescaped(String text) {
        return java.util.regex.Pattern.compile("\\\\(n|x[0-9a-f]{2})")
                .matcher(text)
                .replaceAll(match -> {
                    String code = match.group(1);
                    return java.util.regex.Matcher.quoteReplacement(
                            code.equals("n") ? "\n" : String.valueOf((char) Integer.parseInt(code.substring(1), 16)));
                });
    }

    private static void assertNamed(Path file, String what, String remedy) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(what)
                .withMessageContaining(remedy)
                .satisfies(e -> assertThat(e.code()).contains(what.equals("something else") ? "N1" : "N21"));
    }

    @Test
    void marksFurtherInsideAreSeenToo() throws IOException {
        byte[] bytes = new byte[600];
        System.arraycopy("DICM".getBytes(ISO_8859_1), 0, bytes, 128, 4);
        assertNamed(Files.write(folder.resolve("slice.nii"), bytes), "DICOM", "convert --in");
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(ISO_8859_1), 0, tar, 257, 5);
        assertNamed(Files.write(folder.resolve("all.nii"), tar), "tar archive", "Unpack");
    }

    @Test
    void whatWasCompressedTwiceIsNamed() throws IOException {
        Path file = folder.resolve("twice.nii.gz");
        try (OutputStream out = new GZIPOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.write(1);
        }
        assertNamed(file, "compressed with gzip, inside gzip", "gunzip");
    }

    @Test
    void aLinkThatLeadsNowhereIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a.nii.gz"), folder.resolve(".git/annex/objects/x"));
        assertNamed(link, "a link that leads nowhere", "git annex get");
    }

    @Test
    void aFileThatEndsInsideItsHeaderSaysSo() throws IOException {
        byte[] bytes = Files.readAllBytes(Odd.file(folder, NiftiType.INT16, b -> {}));
        Path file = Files.write(folder.resolve("short.nii"), java.util.Arrays.copyOf(bytes, 200));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(file))
                .withMessageContaining("ends inside its header")
                .withMessageContaining("200 bytes");
    }

    /** 32767 · 32767 · 2 voxels take 8.6 GB as floats, and 17 MB may unpack to the 17.2 GB that they are on disk. */
    @Test
    void anArchiveThatUnpacksBeyondMemoryIsRefusedByItsDimensions() throws IOException {
        Assumptions.assumeTrue(Runtime.getRuntime().maxMemory() < 8_000_000_000L);
        byte[] header = new byte[352];
        System.arraycopy(
                Files.readAllBytes(Odd.file(
                        folder,
                        NiftiType.INT16,
                        b -> b.putShort(42, (short) 32767)
                                .putShort(44, (short) 32767)
                                .putShort(46, (short) 2)
                                .putShort(70, (short) 64)
                                .putShort(72, (short) 64))),
                0,
                header,
                0,
                352);
        Path file = folder.resolve("bomb.nii.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header);
        }
        // As large as such an archive is, without the time to pack it.
        try (OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
            out.write(new byte[17 << 20]);
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiReader.read(file))
                .withMessageContaining("bomb.nii.gz")
                .withMessageContaining("32767×32767×2")
                .satisfies(e -> assertThat(e.getMessage().toLowerCase(java.util.Locale.ROOT))
                        .doesNotContain("heap"))
                .satisfies(e -> assertThat(e.code()).contains("N4"));
    }
}
