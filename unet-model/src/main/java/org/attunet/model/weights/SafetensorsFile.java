package org.attunet.model.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The {@code .safetensors} format: eight bytes with the header's length, a JSON header of name, type, shape and place of each tensor,
 * and their numbers, little-endian, one after another without gaps.
 */
final class SafetensorsFile {
    private static final long LARGEST_HEADER = 10 << 20;

    /** Of two entries of one name a reader takes the first, another the last: that is no file. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private SafetensorsFile() {}

    /** Where a tensor lies; the places count bytes behind the header. */
    private record Entry(String name, ElementType type, long[] shape, long begin, long end) {
        long length() {
            long length = 1;
            for (long side : shape) {
                length = Math.multiplyExact(length, side);
            }
            return length;
        }
    }

    /**
     * The tensors under their names in the file.
     *
     * @throws WeightsException if it is damaged
     */
    static Map<String, Tensor> read(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer length = bytes(channel, 0, 8, path);
            long header = length.getLong(0);
            if (header < 2 || header > Math.min(LARGEST_HEADER, channel.size() - 8)) {
                throw new WeightsException(
                        path + " is damaged: a header of " + header + " bytes in a file of " + channel.size());
            }
            long start = 8 + header;
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Entry entry : entries(bytes(channel, 8, (int) header, path), channel.size() - start, path)) {
                tensors.put(entry.name(), tensor(channel, start, entry, path));
            }
            return tensors;
        } catch (IOException e) {
            throw new WeightsException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int count, Path path) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new WeightsException(path + " is cut short");
            }
        }
        return buffer.flip();
    }

    private static List<Entry> entries(ByteBuffer header, long available, Path path) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(StandardCharsets.UTF_8.decode(header).toString());
        } catch (JsonProcessingException e) {
            throw new WeightsException(path + " has a header that is no sound JSON: " + e.getOriginalMessage(), e);
        }
        List<Entry> entries = new ArrayList<>();
        json.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("__metadata__")) {
                entries.add(entry(field.getKey(), field.getValue(), path));
            }
        });
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long covered = 0;
        for (Entry entry : entries) {
            if (entry.begin() != covered || entry.end() < entry.begin() || entry.end() > available) {
                throw new WeightsException(path + ": " + entry.name() + " claims the bytes " + entry.begin() + "…"
                        + entry.end() + " of " + available + ", but the tensors before it end at " + covered);
            }
            covered = entry.end();
        }
        if (entries.isEmpty()) {
            throw new WeightsException(path + " holds no tensors");
        }
        if (covered != available) {
            throw new WeightsException(
                    path + ": its tensors end at the byte " + covered + ", and " + available + " follow the header");
        }
        return entries;
    }

    private static Entry entry(String name, JsonNode json, Path path) {
        ElementType type;
        try {
            type = ElementType.valueOf(json.path("dtype").asText());
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    path + ": " + name + " holds numbers of the unknown type " + json.path("dtype"), e);
        }
        long[] shape = wholes(json.path("shape"), name + " has a shape", path);
        long[] place = wholes(json.path("data_offsets"), name + " has a place", path);
        if (place.length != 2) {
            throw new WeightsException(
                    path + ": " + name + " should say where it begins and ends, found " + json.path("data_offsets"));
        }
        Entry entry = new Entry(name, type, shape, place[0], place[1]);
        long bytes;
        try {
            bytes = Math.multiplyExact(entry.length(), (long) type.width());
        } catch (ArithmeticException e) {
            throw new WeightsException(
                    path + ": " + name + " claims a shape too large to hold: " + json.path("shape"), e);
        }
        if (bytes != entry.end() - entry.begin()) {
            throw new WeightsException(path + ": " + name + " of shape " + json.path("shape") + " should take " + bytes
                    + " bytes, found " + (entry.end() - entry.begin()));
        }
        return entry;
    }

    private static long[] wholes(JsonNode list, String what, Path path) {
        long[] wholes = new long[list.size()];
        for (int n = 0; n < wholes.length; n++) {
            boolean isWhole = list.path(n).isIntegralNumber() && list.path(n).canConvertToLong();
            wholes[n] = isWhole ? list.path(n).asLong() : -1;
        }
        if (!list.isArray() || LongStream.of(wholes).anyMatch(whole -> whole < 0)) {
            throw new WeightsException(path + ": " + what + " that is no list of whole numbers from 0 on: " + list);
        }
        return wholes;
    }

    private static Tensor tensor(FileChannel channel, long start, Entry entry, Path path) throws IOException {
        if (entry.length() > Integer.MAX_VALUE / 8) {
            throw new WeightsException(path + ": " + entry.name() + " is too large to hold");
        }
        float[] values = new float[(int) entry.length()];
        int width = entry.type().width();
        for (int done = 0; done < values.length; ) {
            int count = Math.min(1 << 16, values.length - done);
            ByteBuffer packed = bytes(channel, start + entry.begin() + (long) done * width, count * width, path);
            entry.type().read(packed, values, done, count);
            done += count;
        }
        return new Tensor(entry.shape(), values);
    }
}
