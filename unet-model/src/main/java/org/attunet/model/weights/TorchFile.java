package org.attunet.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A checkpoint as {@code torch.save} writes it since PyTorch 1.6: a zip, not compressed, of {@code data.pkl} and one entry a
 * storage. Only the tensors of the network's state dictionary are read; no array is larger than the file.
 */
final class TorchFile {
    private static final long LARGEST_PICKLE = 16 << 20;

    /** Tensors may share a storage, but not so many of them that reading never ends. */
    private static final long MOST_NUMBERS_A_BYTE = 8;

    private final ZipFile zip;
    private final String file;
    private final String prefix;
    private final long size;
    private final ByteOrder order;

    private TorchFile(ZipFile zip, Path path, String prefix) throws IOException {
        this.zip = zip;
        this.file = path.toString();
        this.prefix = prefix;
        this.size = Files.size(path);
        ZipEntry named = zip.getEntry(prefix + "byteorder");
        boolean big = named != null
                && new String(bytes(named, 16), StandardCharsets.UTF_8).strip().equals("big");
        this.order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * The tensors under their names in the file.
     *
     * @throws WeightsException if the file is damaged, asks for more than tensors, or holds no state dictionary
     */
    static StoredWeights read(Path path, Optional<String> dictionary) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<String> pickles = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith("/data.pkl") || name.equals("data.pkl"))
                    .toList();
            if (pickles.size() != 1) {
                throw new WeightsException(path
                        + " is a zip, but no PyTorch checkpoint: expected one data.pkl in it, found " + pickles.size());
            }
            String pickle = pickles.get(0);
            String prefix = pickle.substring(0, pickle.length() - "data.pkl".length());
            return new TorchFile(zip, path, prefix).tensors(dictionary);
        } catch (ZipException e) {
            throw new WeightsException(path + " is damaged or cut short: " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new WeightsException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private StoredWeights tensors(Optional<String> dictionary) throws IOException {
        Object root = Pickle.read(bytes(entry("data.pkl"), LARGEST_PICKLE), file);
        StateDictionary.Found found = StateDictionary.find(root, file, dictionary);
        Map<String, TorchNames.View> views = found.views();
        views.forEach(this::check);
        checkTotals(views);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        // Storage by storage: many tensors may share one, as views of a flat array of all parameters do.
        Map<TorchNames.Storage, List<String>> readers = new LinkedHashMap<>();
        views.forEach((name, view) -> readers.computeIfAbsent(view.storage(), key -> new ArrayList<>())
                .add(name));
        for (Map.Entry<TorchNames.Storage, List<String>> entry : readers.entrySet()) {
            float[] numbers = storage(entry.getValue().get(0), entry.getKey());
            entry.getValue().forEach(name -> tensors.put(name, tensor(name, views.get(name), numbers)));
        }
        Optional<String> name = Optional.of(found.name()).filter(text -> !text.isEmpty());
        return new StoredWeights(tensors, name, found.others());
    }

    private void checkTotals(Map<String, TorchNames.View> views) {
        Set<TorchNames.Storage> storages = new HashSet<>();
        long total = 0;
        for (Map.Entry<String, TorchNames.View> entry : views.entrySet()) {
            TorchNames.View view = entry.getValue();
            total += view.length()
                    + (storages.add(view.storage()) ? view.storage().length() : 0);
            if (total > MOST_NUMBERS_A_BYTE * size) {
                throw new WeightsException(
                        file + " claims " + total + " numbers in " + size + " bytes, up to " + entry.getKey());
            }
        }
    }

    private void check(String name, TorchNames.View view) {
        long length = view.length();
        if (view.strides().length != view.shape().length
                || length < 0
                || length > view.storage().length()
                || view.storage().length() > Integer.MAX_VALUE / 8) {
            throw new WeightsException(file + ": " + name + " claims the shape "
                    + java.util.Arrays.toString(view.shape()) + " in a storage of "
                    + view.storage().length() + " numbers");
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(prefix + name);
        if (entry == null) {
            throw new WeightsException(file + " lacks its part " + name);
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > size) {
            throw new WeightsException(
                    file + ": its part " + name + " is compressed, which PyTorch never does, or damaged");
        }
        return entry;
    }

    private byte[] bytes(ZipEntry entry, long limit) throws IOException {
        if (entry.getSize() > limit) {
            throw new WeightsException(
                    file + ": its part " + entry.getName() + " has " + entry.getSize() + " bytes, too many to be one");
        }
        try (CheckedInputStream in = checked(entry)) {
            // What the entry claims of its length decides nothing: a packed one may hold any number.
            byte[] bytes = in.readNBytes((int) limit);
            if (in.read() >= 0) {
                throw new WeightsException(file + ": its part " + entry.getName() + " has more than " + limit
                        + " bytes, too many to be one");
            }
            checkSum(entry, in);
            return bytes;
        }
    }

    private CheckedInputStream checked(ZipEntry entry) throws IOException {
        return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    }

    private void checkSum(ZipEntry entry, CheckedInputStream read) {
        if (read.getChecksum().getValue() != entry.getCrc()) {
            throw new WeightsException(file + " is damaged: the checksum of its part " + entry.getName() + " is wrong");
        }
    }

    private Tensor tensor(String name, TorchNames.View view, float[] storage) {
        float[] values = new float[Math.toIntExact(view.length())];
        long[] index = new long[view.shape().length];
        for (int n = 0; n < values.length; n++) {
            long at = view.offset();
            for (int axis = 0; axis < index.length; axis++) {
                at += index[axis] * view.strides()[axis];
            }
            if (at < 0 || at >= storage.length) {
                throw new WeightsException(
                        file + ": " + name + " reaches beyond its storage of " + storage.length + " numbers");
            }
            values[n] = storage[(int) at];
            advance(index, view.shape());
        }
        return new Tensor(view.shape(), values);
    }

    private static void advance(long[] index, long[] shape) {
        for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
            index[axis] = 0;
        }
    }

    private float[] storage(String name, TorchNames.Storage storage) throws IOException {
        ZipEntry entry = entry("data/" + storage.key());
        int width = storage.type().width();
        if (entry.getSize() != storage.length() * width) {
            throw new WeightsException(file + ": " + name + " should have a storage of " + storage.length()
                    + " numbers of " + width + " bytes, found " + entry.getSize() + " bytes");
        }
        float[] values = new float[(int) storage.length()];
        try (CheckedInputStream in = checked(entry)) {
            for (int done = 0; done < values.length; ) {
                int count = Math.min(1 << 16, values.length - done);
                byte[] packed = in.readNBytes(count * width);
                if (packed.length < count * width) {
                    throw new WeightsException(file + " is cut short within " + name);
                }
                storage.type().read(ByteBuffer.wrap(packed).order(order), values, done, count);
                done += count;
            }
            checkSum(entry, in);
        }
        return values;
    }
}
