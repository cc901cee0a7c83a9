package org.attunet.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Small networks with weights, an input and what PyTorch and MONAI computed of it in double: shipped with the program, so that every
 * machine can hold its own results against them ({@link Verification}). The README beside the files says where they come from.
 */
public final class GoldenNetworks {
    /** Their names, small ones first. */
    public static final List<String> NAMES =
            List.of("three-levels", "five-levels", "conv-mapping", "baseline", "paper");

    private GoldenNetworks() {}

    /**
     * Writes one's files into a folder of its name.
     *
     * @param name one of {@link #NAMES}
     * @param parent where that folder is made
     * @return the folder
     */
    public static Path unpack(String name, Path parent) {
        Path folder = parent.resolve(name);
        try (InputStream in = GoldenNetworks.class.getResourceAsStream("golden/" + name + ".zip");
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new WeightsException("cannot write the network " + name + " to " + folder + ": " + e.getMessage(), e);
        }
    }
}
