package org.attunet.data.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;

/** Refuses archives that no honest program makes: what they hold would be lost, or would fill the memory. */
final class ZipCheck {
    /** Absolute, or up and out. */
    private static final Pattern LEADS_OUT = Pattern.compile("([/\\\\]|[A-Za-z]:).*|(.*[/\\\\])?\\.\\.([/\\\\].*)?");

    private ZipCheck() {}

    /** Names of all files in it, ascending. */
    static Set<String> names(Path root, ZipFile zip) throws IOException {
        List<? extends ZipEntry> files =
                zip.stream().filter(entry -> !entry.isDirectory()).toList();
        TreeSet<String> names = new TreeSet<>();
        long compressed = 0;
        for (ZipEntry file : files) {
            compressed += Math.max(0, file.getCompressedSize());
            require(names.add(file.getName()), root, "two of its files have the same name");
            require(!LEADS_OUT.matcher(file.getName()).matches(), root, "a file's name in it leads out of it");
        }
        require(files.size() <= DicomFiles.MOST, root, "it has more than " + DicomFiles.MOST + " files");
        require(compressed <= Files.size(root), root, "its files lie over each other");
        return names;
    }

    static void require(boolean sound, Path root, String found) {
        if (!sound) {
            throw DataException.refuse(
                    BadInput.M4,
                    root,
                    "this zip archive is not read",
                    "one entry a file, none larger than its headers say",
                    found,
                    "Unpack it with a program you trust, look at what is in it and name the folder.");
        }
    }
}
