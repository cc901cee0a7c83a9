package org.attunet.data.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;

/** The files below a folder or in a zip archive, in the order of their paths. */
final class DicomFiles implements Closeable {
    /** More are no folder of scans. */
    static final int MOST = 1 << 20;

    /** Bytes that an archive may always unpack to, and how many times its own size beyond that. */
    private static final long UNPACKED = 1L << 30;

    private static final long BEST_RATIO = 100;

    private final Path root;
    private final ZipFile zip;
    private final List<String> paths;
    private final Set<String> lost;
    private final int loops;
    private long left = Long.MAX_VALUE;

    private DicomFiles(Path root, ZipFile zip, Collection<String> paths, Set<String> lost, int loops) {
        this.root = root;
        this.zip = zip;
        this.paths = List.copyOf(paths);
        this.lost = lost;
        this.loops = loops;
    }

    static DicomFiles open(Path root) {
        try {
            if (Files.isDirectory(root)) {
                FolderWalk walk = FolderWalk.of(root);
                return new DicomFiles(root, null, walk.paths(), walk.lost(), walk.loops());
            }
            if (isZip(root)) {
                return ofZip(root);
            }
            Path folder = root.toAbsolutePath().getParent();
            return new DicomFiles(folder, null, List.of(root.getFileName().toString()), Set.of(), 0);
        } catch (ZipException e) {
            throw unreadable(root, "this zip archive is damaged or encrypted", e);
        } catch (IOException e) {
            throw unreadable(root, "this cannot be read", e);
        }
    }

    private static boolean isZip(Path root) throws IOException {
        try (InputStream in = Files.newInputStream(root)) {
            return Packed.isZip(in.readNBytes(4));
        }
    }

    private static DicomFiles ofZip(Path root) throws IOException {
        ZipFile zip = new ZipFile(root.toFile());
        try {
            DicomFiles files = new DicomFiles(root, zip, ZipCheck.names(root, zip), Set.of(), 0);
            files.left = Math.max(UNPACKED, BEST_RATIO * Files.size(root));
            return files;
        } catch (IOException | DataException e) {
            zip.close();
            throw e;
        }
    }

    List<String> paths() {
        return paths;
    }

    /** Whether this is a link that leads nowhere. */
    boolean isLost(String path) {
        return lost.contains(path);
    }

    /** How many links lead back to a folder above them. */
    int loops() {
        return loops;
    }

    /** The first bytes of a file. */
    byte[] start(String path, int length) {
        try (InputStream in = stream(path)) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All bytes of a file, but no more than its headers account for. */
    byte[] read(String path) {
        try (InputStream in = stream(path)) {
            Bounded read = Bounded.read(in, Part10::pixelBytes);
            if (zip != null) {
                ZipCheck.require(!read.isCut(), root, "a file in it unpacks to more than its headers say");
                left -= read.bytes().length;
                ZipCheck.require(left >= 0, root, "it unpacks to more than " + BEST_RATIO + " times its size");
            }
            return read.bytes();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream stream(String path) throws IOException {
        return zip == null ? Files.newInputStream(root.resolve(path)) : zip.getInputStream(zip.getEntry(path));
    }

    /** Never names the file: its name may be a patient's. */
    private static DataException unreadable(IOException e) {
        return DataException.refuse(
                BadInput.D17,
                "DICOM input",
                "a file in it cannot be read",
                "readable files",
                e instanceof FileSystemException
                        ? FileFailure.reason(e)
                        : e.getClass().getSimpleName(),
                "Check permissions and the disk, or copy the data again.");
    }

    private static DataException unreadable(Path root, String what, IOException e) {
        return DataException.refuse(
                        BadInput.D17,
                        root,
                        what,
                        "a folder, a zip archive or a DICOM file",
                        e.getClass().getSimpleName(),
                        "Check the path, its permissions and the disk.")
                .causedBy(e);
    }

    @Override
    public void close() {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }
}
