package org.attunet.data.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.nifti.NiftiFiles;

/** The name of a cache file: SHA-256 over everything that decides its content. */
final class CacheKey {
    /** To be raised whenever preprocessing computes other numbers or the file's layout changes. */
    private static final String VERSION = "2";

    private CacheKey() {}

    /** Of the files' bytes and the description of what is done to them. */
    static String of(Case source, String description) {
        MessageDigest digest = sha256();
        digest.update((VERSION + "\n" + description + "\n").getBytes(UTF_8));
        add(digest, source.image());
        source.label().ifPresent(label -> add(digest, label));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path file) {
        for (Path part : NiftiFiles.parts(file)) {
            digest.update((byte) 0);
            try (InputStream in = Files.newInputStream(part)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            } catch (IOException e) {
                throw new DataException("the file " + part + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
