package org.attunet.experiments.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.attunet.data.dataset.Case;
import org.attunet.data.nifti.NiftiFiles;

/** SHA-256 in hexadecimal. */
final class Hashes {
    private static final int CHUNK = 1 << 16;

    private Hashes() {}

    static String ofText(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static String ofBytes(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
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
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
