package org.attunet.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Test data kept as one archive. */
public final class ZipResource {
    private ZipResource() {}

    /** Unpacks the archive on the class path into the folder. */
    public static void unpack(String name, Path folder) throws IOException {
        try (InputStream resource = ZipResource.class.getResourceAsStream("/" + name);
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    /** The bytes of one entry. */
    public static byte[] entry(String name, String entryName) throws IOException {
        try (InputStream resource = ZipResource.class.getResourceAsStream("/" + name);
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(entryName)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("no " + entryName + " in " + name);
    }
}
