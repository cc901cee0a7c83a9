package org.attunet.data.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.dataset.Case;
import org.attunet.data.nifti.NiftiFiles;

/** The name of a cache file: SHA-256 over everything that decides its content. */
final class CacheKey {
    /** To be raised whenever preprocessing computes other numbers or the file's layout changes. */
    private static final String VERSION = "2";

    private CacheKey() {}

    /** Of the files' bytes and the description of what is done to them. */
    static String of(Case source, String description) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update((VERSION + "\n" + description + "\n").getBytes(UTF_8));
        add(digest, source.image());
        source.label().ifPresent(label -> add(digest, label));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path file) {
        for (Path part : NiftiFiles.parts(file)) {
            digest.update((byte) 0);
            try (InputStream in = Files.newInputStream(part)) {
                DigestUtils.updateDigest(digest, in);
            } catch (IOException e) {
                throw new DataException("the file " + part + " cannot be read: " + FileFailure.reason(e), e);
            }
        }
    }
}
