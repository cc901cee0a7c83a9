package org.attunet.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeHashTest {
    @TempDir
    private Path folder;

    @Test
    void aVersionSaysWhichCodeRan() {
        assertThat(CodeVersion.exact()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\+[0-9a-f]{12}");
    }

    @Test
    void aJarHashesAsTheFolderItWasMadeOfAndOtherCodeHashesOtherwise() throws Exception {
        byte[] code = codeOf(Sample.class);
        String sample = Sample.class.getName();
        Path file = folder.resolve("classes").resolve(sample.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, code);
        Path jar = folder.resolve("sample.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out)) {
            zip.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
            zip.write('1');
            zip.closeEntry();
            zip.putNextEntry(new JarEntry(sample.replace('.', '/') + ".class"));
            zip.write(code);
            zip.closeEntry();
        }
        String before = hash(folder.resolve("classes"), sample);
        assertThat(hash(jar, sample)).isEqualTo(before);
        Files.writeString(folder.resolve("classes/settings.yaml"), "changed: 1");
        assertThat(hash(folder.resolve("classes"), sample)).isNotEqualTo(before);
    }

    /** However a file system lists them: {@code org/…} first, then the letters. */
    @Test
    void filesAreHashedInTheOrderOfTheirNames() throws Exception {
        String sample = Sample.class.getName();
        String file = sample.replace('.', '/') + ".class";
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve(file).getParent());
        Files.write(classes.resolve(file), codeOf(Sample.class));
        for (String name : List.of("z", "u", "w", "p", "q", "y", "t", "v", "s", "x")) {
            Files.writeString(classes.resolve(name), name);
        }

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(codeOf(Sample.class));
        digest.update("pqstuvwxyz".getBytes(StandardCharsets.UTF_8));
        assertThat(hash(classes, sample))
                .isEqualTo(HexFormat.of().formatHex(digest.digest()).substring(0, 12));
    }

    private static String hash(Path place, String name) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {place.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            return CodeHash.of(List.of(loader.loadClass(name)));
        }
    }

    private static byte[] codeOf(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Any class. */
    static final class Sample {}
}
