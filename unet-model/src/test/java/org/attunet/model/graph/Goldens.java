package org.attunet.model.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.attunet.model.weights.NpyFile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers under {@code resources/golden}; the README there says where they come from. */
public final class Goldens {
    private Goldens() {}

    /** A file of that folder. */
    public static Path file(String name) {
        try {
            return Path.of(Goldens.class.getResource("/golden/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An archive as a folder tree; whoever opens it closes it. */
    public static FileSystem open(String name) {
        try {
            return FileSystems.newFileSystem(file(name + ".zip"), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tensor of the single operations. */
    public static INDArray operation(String name, DataType type) {
        try (FileSystem zip = open("ops")) {
            return NpyFile.read(zip.getPath(name + ".npy")).toArray().castTo(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
