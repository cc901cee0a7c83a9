package org.attunet.data.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.attunet.data.DataException;

/** The files below a folder or in a zip archive, in the order of their paths. */
final class DicomFiles implements Closeable {
    /** No single-frame slice comes near; a damaged or hostile file is not read beyond. */
    static final int LARGEST = 1 << 29;

    private final Path root;
    private final ZipFile zip;
    private final List<String> paths;

    private DicomFiles(Path root, ZipFile zip, List<String> paths) {
        this.root = root;
        this.zip = zip;
        this.paths = paths;
    }

    static DicomFiles open(Path root) {
        try {
            if (Files.isDirectory(root)) {
                return new DicomFiles(root, null, walk(root));
            }
            if (isZip(root)) {
                ZipFile zip = new ZipFile(root.toFile());
                return new DicomFiles(root, zip, entries(zip));
            }
            Path folder = root.toAbsolutePath().getParent();
            return new DicomFiles(folder, null, List.of(root.getFileName().toString()));
        } catch (ZipException e) {
            throw unreadable(root, "this zip archive is damaged", e);
        } catch (IOException e) {
            throw unreadable(root, "this cannot be read", e);
        }
    }

    private static boolean isZip(Path root) throws IOException {
        try (InputStream in = Files.newInputStream(root)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] <= 6 && start[3] <= 7;
        }
    }

    private static List<String> entries(ZipFile zip) {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .sorted()
                .distinct()
                .toList();
    }

    private static List<String> walk(Path root) throws IOException {
        List<String> paths = new ArrayList<>();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 64, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    paths.add(root.relativize(file).toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // A link that leads back up or nowhere holds no slice; a file that may not be read does.
                if (Files.isRegularFile(file)) {
                    throw e;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(paths);
        return paths;
    }

    List<String> paths() {
        return paths;
    }

    /** The first bytes of a file. */
    byte[] start(String path, int length) {
        try (InputStream in = stream(path)) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All bytes of a file, but not more than {@link #LARGEST}. */
    byte[] read(String path) {
        try (InputStream in = stream(path)) {
            return in.readNBytes(LARGEST);
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
                "D17",
                "DICOM input",
                "a file in it cannot be read",
                "readable files",
                e.getClass().getSimpleName(),
                "Check permissions and the disk, or copy the data again.");
    }

    private static DataException unreadable(Path root, String what, IOException e) {
        return DataException.refuse(
                        "D17",
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
