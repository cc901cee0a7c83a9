package org.attunet.data.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Recognises files that only stand for others: archives, compressed files, and pointers to content that was not fetched. */
final class Packed {
    private static final List<String> ARCHIVES =
            List.of("PK\3\4", "PK\5\6", "PK\7\10", "7z\u00bc\u00af'\u001c", "Rar!\u001a\7");
    private static final List<String> COMPRESSED = List.of("BZh", "\u00fd7zXZ\0", "(\u00b5/\u00fd");

    /** Documents and programs that are zip archives: nobody keeps slices in them. */
    private static final List<String> DOCUMENTS = List.of("[Content_Types].xml", "mimetype", "META-INF/", "_rels/");

    private static final int NAME_IN_ZIP = 30;
    private static final int TAR_MAGIC = 257;

    private Packed() {}

    /** What kind of container starts so, where it is one that may hold slices. */
    static Optional<SkipReason> kind(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (isTar(text) || (startsWith(text, ARCHIVES) && !isDocument(text))) {
            return Optional.of(SkipReason.ARCHIVE);
        }
        boolean compressed = startsWith(text, COMPRESSED) || holdsDicom(start);
        return compressed ? Optional.of(SkipReason.COMPRESSED) : Optional.empty();
    }

    static boolean isZip(byte[] start) {
        return startsWith(new String(start, StandardCharsets.ISO_8859_1), ARCHIVES.subList(0, 3));
    }

    /** Whether these are gzip bytes of a DICOM file or of a tar archive. */
    static boolean holdsDicom(byte[] start) {
        if (start.length < 2 || start[0] != 0x1f || start[1] != (byte) 0x8b) {
            return false;
        }
        byte[] inner = new byte[Part10.SNIFFED];
        int length = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(start))) {
            for (int count = 0; count >= 0 && length < inner.length; length += Math.max(0, count)) {
                count = in.read(inner, length, inner.length - length);
            }
        } catch (IOException e) {
            // The start of a file ends early; what came before counts.
        }
        byte[] unpacked = Arrays.copyOf(inner, length);
        return Part10.hasMarker(unpacked) || isTar(new String(unpacked, StandardCharsets.ISO_8859_1));
    }

    /** Why this is no file but a pointer to one, where it is. */
    static Optional<String> pointer(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("version https://git-lfs.github.com/spec/")) {
            return Optional.of("it is a pointer of Git LFS");
        }
        boolean annex = text.startsWith("/annex/objects/")
                || (text.contains(".git/annex/objects/") && text.matches("\\p{Graph}+\\s*"));
        return annex ? Optional.of("it is a pointer of git-annex") : Optional.empty();
    }

    private static boolean startsWith(String text, List<String> magic) {
        return magic.stream().anyMatch(text::startsWith);
    }

    private static boolean isTar(String text) {
        return text.startsWith("ustar", TAR_MAGIC);
    }

    private static boolean isDocument(String text) {
        return DOCUMENTS.stream().anyMatch(name -> text.startsWith(name, NAME_IN_ZIP));
    }
}
