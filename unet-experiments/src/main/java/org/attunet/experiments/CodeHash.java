package org.attunet.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** Which code runs, by its bytes: the same for a folder of classes and the jar that is made of it. */
final class CodeHash {
    private static final int BYTES = 6;

    private CodeHash() {}

    /** Twelve hexadecimal digits over everything that lies where these classes were loaded from, a module each. */
    static String of(List<Class<?>> modules) {
        try {
            MessageDigest digest = DigestUtils.getSha256Digest();
            for (Class<?> module : modules) {
                add(
                        Path.of(module.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()),
                        digest);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Path place, MessageDigest digest) throws IOException {
        if (Files.isDirectory(place)) {
            addFiles(place, digest);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                addFiles(jar.getPath("/"), digest);
            }
        }
    }

    private static void addFiles(Path root, MessageDigest digest) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            // META-INF is the jar's own, with dates and the like.
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).startsWith("META-INF"))
                    .sorted((a, b) -> name(root, a).compareTo(name(root, b)))
                    .toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
