package org.attunet.experiments.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.attunet.data.dataset.Case;
import org.attunet.data.nifti.NiftiFiles;

/** SHA-256 in hexadecimal. */
final class Hashes {
    private Hashes() {}

    static String ofText(String text) {
        return DigestUtils.sha256Hex(text);
    }

    static String ofBytes(byte[] bytes) {
        return DigestUtils.sha256Hex(bytes);
    }

    /** Files of the images and labels of all cases of the split, the voxels of pairs among them, by path below the dataset's folder. */
    static Map<String, String> ofInputs(RunData data) {
        Path folder = data.dataset().folder();
        Map<String, String> hashes = new ConcurrentSkipListMap<>();
        Stream.of("train", "validation", "test")
                .flatMap(part -> data.dataset().cases(data.split().part(part)).stream())
                .distinct()
                .flatMap(Hashes::files)
                .parallel()
                .forEach(file -> hashes.put(folder.relativize(file).toString().replace('\\', '/'), ofFile(file)));
        return new TreeMap<>(hashes);
    }

    private static Stream<Path> files(Case source) {
        return Stream.concat(Stream.of(source.image()), source.label().stream())
                .map(NiftiFiles::parts)
                .flatMap(List::stream);
    }

    static String ofFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DigestUtils.sha256Hex(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
