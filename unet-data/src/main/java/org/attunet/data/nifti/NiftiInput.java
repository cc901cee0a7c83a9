package org.attunet.data.nifti;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;

/** The bytes of one file, decompressed where they are gzip, whatever the name says. */
final class NiftiInput implements Closeable {
    /** Deflate cannot shrink anything further than this. */
    private static final long BEST_RATIO = 1032;

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final long stored;
    private final long announced;
    private final boolean gzip;
    private final InputStream in;

    private NiftiInput(Path path, long stored, long announced, boolean gzip, InputStream in) {
        this.path = path;
        this.stored = stored;
        this.announced = announced;
        this.gzip = gzip;
        this.in = in;
    }

    static NiftiInput open(Path path) {
        if (Files.isDirectory(path)) {
            throw DataException.refuse(
                    BadInput.N1, path, "this is a folder", "a NIfTI file", "a folder", "Name a file in it.");
        }
        try {
            return opened(path);
        } catch (NoSuchFileException e) {
            throw missing(path).causedBy(e);
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    private static DataException missing(Path path) {
        if (Files.isSymbolicLink(path)) {
            return DataException.refuse(
                    BadInput.N21,
                    path,
                    "this is a link that leads nowhere",
                    "a NIfTI file",
                    "a file that git-annex or datalad did not fetch, or one that was moved",
                    "Fetch it: git annex get FILE, or datalad get FILE.");
        }
        return DataException.refuse(
                BadInput.N1, path, "there is no such file", "a NIfTI file", "nothing", "Check the path.");
    }

    private static NiftiInput opened(Path path) throws IOException {
        long stored = Files.size(path);
        long announced = gzipSize(path, stored);
        InputStream raw = Files.newInputStream(path);
        try {
            InputStream in = announced < 0 ? new BufferedInputStream(raw, BUFFER) : new GZIPInputStream(raw, BUFFER);
            return new NiftiInput(path, stored, announced, announced >= 0, in);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Length that a gzip file's last four bytes announce (of its last member, modulo 2³²); -1 where it is no gzip. */
    private static long gzipSize(Path path, long stored) throws IOException {
        if (stored < 2) {
            return -1;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes.limit(2));
            if ((bytes.getShort(0) & 0xffff) != 0x8b1f) {
                return -1;
            }
            channel.position(Math.max(0, stored - 4));
            channel.read(bytes.clear());
            return bytes.getInt(0) & 0xffffffffL;
        }
    }

    boolean isGzip() {
        return gzip;
    }

    /** Bytes on disk. */
    long stored() {
        return stored;
    }

    Path path() {
        return path;
    }

    /** More bytes than this cannot come out. */
    long ceiling() {
        return gzip ? stored * BEST_RATIO : stored;
    }

    /** Bytes likely to come out: known for a plain file, announced by a gzip file of one member. */
    long likely() {
        return gzip ? Math.min(announced, ceiling()) : stored;
    }

    /** Fills as much of the array as there are bytes; fewer than {@code length} only at the end. */
    int read(byte[] into, int length) {
        try {
            return in.readNBytes(into, 0, length);
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    /** Passes over bytes; how many there were. */
    long skip(long count) {
        byte[] scratch = new byte[BUFFER];
        long left = count;
        while (left > 0) {
            int got = read(scratch, (int) Math.min(left, scratch.length));
            if (got == 0) {
                break;
            }
            left -= got;
        }
        return count - left;
    }

    /** Whether these bytes come next, and then the end. */
    boolean holds(byte[] expected) {
        byte[] piece = new byte[BUFFER];
        for (int from = 0; from < expected.length; from += piece.length) {
            int length = Math.min(piece.length, expected.length - from);
            if (read(piece, length) < length || !Arrays.equals(piece, 0, length, expected, from, from + length)) {
                return false;
            }
        }
        return read(piece, 1) == 0;
    }

    private static DataException broken(Path path, IOException e) {
        if (e instanceof EOFException) {
            return DataException.refuse(
                            BadInput.N2,
                            path,
                            "the compressed file ends too early",
                            "a whole gzip file",
                            "a truncated one",
                            "Copy or download it again.")
                    .causedBy(e);
        }
        if (e instanceof ZipException) {
            return DataException.refuse(
                            BadInput.N2,
                            path,
                            "the compressed bytes are damaged",
                            "gzip data that fit their checksum",
                            String.valueOf(e.getMessage()),
                            "Copy or download the file again.")
                    .causedBy(e);
        }
        return unreadable(path, e);
    }

    static DataException unreadable(Path path, IOException e) {
        return DataException.refuse(
                        BadInput.N1,
                        path,
                        "the file cannot be read",
                        "a readable file",
                        FileFailure.reason(e),
                        "Check its permissions and the disk.")
                .causedBy(e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
