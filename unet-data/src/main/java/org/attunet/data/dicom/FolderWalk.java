package org.attunet.data.dicom;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;

/** All files below a folder, links followed; paths below the root, with slashes. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private static final int DEEPEST = 64;

    private final Path root;
    private final TreeSet<String> paths = new TreeSet<>();
    private final Set<String> lost = new HashSet<>();
    private int loops;

    private FolderWalk(Path root) {
        this.root = root;
    }

    static FolderWalk of(Path root) throws IOException {
        FolderWalk walk = new FolderWalk(root);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, walk);
        return walk;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            throw tooMuch("folders nested deeper than " + DEEPEST);
        }
        String path = root.relativize(file).toString().replace('\\', '/');
        if (attributes.isSymbolicLink()) {
            lost.add(path); // links that lead somewhere come with the attributes of what is there
        }
        if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
            paths.add(path);
        }
        if (paths.size() > DicomFiles.MOST) {
            throw tooMuch("more than " + DicomFiles.MOST + " files");
        }
        return FileVisitResult.CONTINUE;
    }

    /** A folder that contains itself through a link holds nothing new; whatever else cannot be read may hold a slice. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (!(e instanceof FileSystemLoopException)) {
            throw e;
        }
        loops++;
        return FileVisitResult.CONTINUE;
    }

    private static DataException tooMuch(String found) {
        return DataException.refuse(
                BadInput.D17,
                "DICOM input",
                "this is no folder of scans",
                "at most " + DicomFiles.MOST + " files in folders " + DEEPEST + " deep",
                found,
                "Name the folder that holds the CT series.");
    }

    Set<String> paths() {
        return paths;
    }

    /** Links that lead nowhere, or in a circle. */
    Set<String> lost() {
        return lost;
    }

    /** How many links lead back to a folder above. */
    int loops() {
        return loops;
    }
}
