package org.attunet.data.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** A fingerprint of an image's values, the same however the file stores them. */
final class ContentHash {
    private static final int PIECE = 1 << 14;

    private ContentHash() {}

    /** SHA-256 of size and values; geometry, compression and type on disk play no part. */
    static String of(Volume volume) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        Size size = volume.size();
        digest.update(size.toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(4 * PIECE);
        for (int n = 0; n < size.voxels(); n++) {
            bytes.putFloat(volume.get(n) + 0f); // no negative zeros
            if (!bytes.hasRemaining()) {
                digest.update(bytes.flip());
                bytes.clear();
            }
        }
        digest.update(bytes.flip());
        return HexFormat.of().formatHex(digest.digest());
    }
}
