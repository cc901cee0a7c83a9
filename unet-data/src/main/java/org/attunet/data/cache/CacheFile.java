package org.attunet.data.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Unfinished;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** Writes a preprocessed case to a file and opens it again by mapping it into memory. */
final class CacheFile {
    private static final int CHUNK = 1 << 18;

    private CacheFile() {}

    /** Bytes of the file that {@link #write} writes. */
    static long bytes(Sample sample, Storage storage) {
        byte[] labels = sample.label().orElseThrow().labels();
        int foreground = 0;
        for (byte label : labels) {
            foreground += label == 0 ? 0 : 1;
        }
        return new CacheHeader(storage, sample.image().geometry(), 1, foreground).fileBytes();
    }

    /** The sample must have a label. */
    static void write(Sample sample, Storage storage, Path file) throws IOException {
        Volume image = sample.image();
        Mask label = sample.label().orElseThrow();
        float step = storage == Storage.INT16 ? step(image) : 1;
        Centres centres = Centres.of(stored(image, storage, step), label);
        CacheHeader header = new CacheHeader(storage, image.geometry(), step, centres.foregroundCount());
        if (header.imageBytes() > Integer.MAX_VALUE) {
            throw new DataException("a preprocessed volume of " + image.size()
                    + " voxels is too large to be mapped; choose a coarser spacing or int16 in the cache");
        }
        try (FileChannel channel = Unfinished.open(file)) {
            drain(header.toBytes(), channel);
            writeImage(image, storage, step, channel);
            drain(ByteBuffer.wrap(label.labels()), channel);
            drain(ints(centres.foreground()), channel);
            drain(ints(centres.backgroundBefore()), channel);
            channel.force(true);
        }
    }

    private static float step(Volume image) {
        float largest = 0;
        for (int n = 0; n < image.size().voxels(); n++) {
            largest = Math.max(largest, Math.abs(image.get(n)));
        }
        return largest == 0 ? 1 : largest / Short.MAX_VALUE;
    }

    /** The image as it will be read back. */
    private static Volume stored(Volume image, Storage storage, float step) {
        if (storage == Storage.FLOAT32) {
            return image;
        }
        float[] values = new float[image.size().voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = quantised(image.get(n), step) * step;
        }
        return Volume.of(image.geometry(), values);
    }

    private static short quantised(float value, float step) {
        return (short) Math.rint(value / step);
    }

    private static void writeImage(Volume image, Storage storage, float step, FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * storage.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int voxels = image.size().voxels();
        for (int from = 0; from < voxels; from += CHUNK) {
            buffer.clear();
            for (int n = from; n < Math.min(from + CHUNK, voxels); n++) {
                if (storage == Storage.INT16) {
                    buffer.putShort(quantised(image.get(n), step));
                } else {
                    buffer.putFloat(image.get(n));
                }
            }
            drain(buffer.flip(), channel);
        }
    }

    private static ByteBuffer ints(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes;
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Empty where the file is not there or not whole. Reads the header and the patch centres; voxels when they are wanted. */
    static Optional<PreparedCase> open(String id, Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] start = Channels.newInputStream(channel).readNBytes(CacheHeader.BYTES);
            Optional<CacheHeader> header = CacheHeader.parse(ByteBuffer.wrap(start));
            if (header.isEmpty() || channel.size() != header.get().fileBytes()) {
                return Optional.empty();
            }
            return Optional.of(map(id, header.get(), channel));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PreparedCase map(String id, CacheHeader header, FileChannel channel) throws IOException {
        ByteBuffer image = map(channel, CacheHeader.BYTES, header.imageBytes());
        ByteBuffer label =
                map(channel, header.labelStart(), header.geometry().size().voxels());
        ByteBuffer ints = map(channel, header.centresStart(), header.fileBytes() - header.centresStart());
        int[] foreground = new int[header.foreground()];
        int[] backgroundBefore = new int[header.rows() + 1];
        ints.asIntBuffer().get(foreground).get(backgroundBefore);
        return new MappedCase(id, header, image, label, new Centres(foreground, backgroundBefore));
    }

    private static ByteBuffer map(FileChannel channel, long from, long length) throws IOException {
        return channel.map(MapMode.READ_ONLY, from, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
