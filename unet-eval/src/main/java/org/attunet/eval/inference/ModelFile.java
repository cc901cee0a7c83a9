package org.attunet.eval.inference;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.attunet.data.AtomicFile;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.NpyFile;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightsException;

/**
 * A {@link Model} as one file that works alone: a zip of {@code model.json} (settings, class names) and one {@code weights/NAME.npy}
 * a parameter, every entry with its CRC-32; a coarse model that it holds lies below {@code coarse/} in the same form; {@code contents.txt} names the entries, since a zip's checksums do not cover their names.
 * An ensemble has these below {@code members/1/}, {@code members/2/} and so on, and none of its own, so that no reader takes a member
 * for the whole. Whoever writes one may add entries of their own, as a checkpoint does.
 */
public final class ModelFile {
    private static final String HEAD = "model.json";
    private static final String WEIGHTS = "weights/";
    /** What a coarse model's entries are called before. */
    private static final String COARSE = "coarse/";

    private static final int MOST_MEMBERS = 64;
    private static final String NPY = ".npy";
    private static final FileTime EPOCH = FileTime.fromMillis(315_532_800_000L);

    private static final long MOST_HEAD = 1 << 20;
    /** Of a .npy file. */
    private static final long MOST_HEADER = 1 << 10;

    private static final Pattern TENSOR = Pattern.compile("[A-Za-z0-9_.]{1,120}");

    private ModelFile() {}

    /** Writes the file whole or not at all. */
    public static void write(Model model, Path file) {
        write(model, Map.of(), file);
    }

    /** As above with further entries by name. */
    public static void write(Model model, Map<String, byte[]> further, Path file) {
        AtomicFile.write(file, out -> writeTo(model, further, out));
    }

    private static void writeTo(Model model, Map<String, byte[]> further, OutputStream out) throws IOException {
        Set<String> names = new TreeSet<>(further.keySet());
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            names.addAll(entries(zip, "", model));
            if (model.coarse().isPresent()) {
                names.addAll(entries(zip, COARSE, model.coarse().get()));
            }
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(further).entrySet()) {
                entry(zip, entry.getKey(), entry.getValue());
            }
            entry(zip, ModelZip.CONTENTS, ModelZip.contents(names));
        }
    }

    /**
     * Writes several models as one file whose members vote, or one as it is.
     *
     * @throws DataException if they do not know the same classes
     */
    public static void writeAll(List<Model> members, Map<String, byte[]> further, Path file) {
        if (members.size() == 1) {
            write(members.get(0), further, file);
            return;
        }
        requireFit(members);
        AtomicFile.write(file, out -> {
            Set<String> names = new TreeSet<>(further.keySet());
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_SPEED);
                for (int n = 0; n < members.size(); n++) {
                    String folder = member(n);
                    names.addAll(entries(zip, folder, members.get(n)));
                    if (members.get(n).coarse().isPresent()) {
                        names.addAll(entries(
                                zip, folder + COARSE, members.get(n).coarse().get()));
                    }
                }
                for (Map.Entry<String, byte[]> entry : new TreeMap<>(further).entrySet()) {
                    entry(zip, entry.getKey(), entry.getValue());
                }
                entry(zip, ModelZip.CONTENTS, ModelZip.contents(names));
            }
        });
    }

    private static void requireFit(List<Model> members) {
        if (members.isEmpty() || members.size() > MOST_MEMBERS) {
            throw new DataException("an ensemble has 1 to " + MOST_MEMBERS + " members, not " + members.size());
        }
        for (Model member : members) {
            if (!member.classes().equals(members.get(0).classes())) {
                throw new DataException("the members of an ensemble must know the same classes: "
                        + members.get(0).name() + " knows " + members.get(0).classes() + ", " + member.name() + " "
                        + member.classes());
            }
        }
    }

    /** Folder of a member, counted from 0. */
    private static String member(int number) {
        return "members/" + (number + 1) + "/";
    }

    /** Writes what a model is, but for a coarse one that it holds; the names of the entries. */
    private static Set<String> entries(ZipOutputStream zip, String folder, Model model) throws IOException {
        Set<String> names = new TreeSet<>();
        entry(zip, folder + HEAD, ModelHead.bytes(model));
        names.add(folder + HEAD);
        for (Map.Entry<String, Tensor> weight : new TreeMap<>(model.weights()).entrySet()) {
            String name = folder + WEIGHTS + weight.getKey() + NPY;
            entry(zip, name, NpyFile.bytes(weight.getValue()));
            names.add(name);
        }
        return names;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(EPOCH);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** Whether a file is a zip that has a model's settings; not whether it can be read. */
    public static boolean isModel(Path file) {
        try (ModelZip zip = new ModelZip(file)) {
            return zip.names().contains(HEAD) || zip.names().contains(member(0) + HEAD);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a model.
     *
     * @throws DataException if the file is missing, damaged, no model, or of a newer version
     */
    public static Model read(Path file) {
        List<Model> members = readAll(file);
        if (members.size() > 1) {
            throw new DataException(file + " is an ensemble of " + members.size()
                    + " models, and one model is needed here; name one of the runs that it was made of");
        }
        return members.get(0);
    }

    /**
     * Reads the members of an ensemble, or the one model that a file is.
     *
     * @throws DataException as above, or if the members do not know the same classes
     */
    public static List<Model> readAll(Path file) {
        List<Model> members = open(file, zip -> {
            if (zip.names().contains(HEAD)) {
                return List.of(readAt(file, zip, ""));
            }
            if (!zip.names().contains(member(0) + HEAD)) {
                throw new DataException(file + " is a zip file but no model: it holds no " + HEAD);
            }
            List<Model> found = new ArrayList<>();
            while (found.size() <= MOST_MEMBERS && zip.names().contains(member(found.size()) + HEAD)) {
                found.add(readAt(file, zip, member(found.size())));
            }
            return found;
        });
        requireFit(members);
        return members;
    }

    private static Model readAt(Path file, ModelZip zip, String folder) throws IOException {
        Optional<Model> coarse = zip.names().contains(folder + COARSE + HEAD)
                ? Optional.of(read(file, zip, folder + COARSE, Optional.empty()))
                : Optional.empty();
        return read(file, zip, folder, coarse);
    }

    private static Model read(Path file, ModelZip zip, String folder, Optional<Model> coarse) throws IOException {
        return ModelHead.parse(zip.bytes(folder + HEAD, MOST_HEAD), folder + HEAD + " of " + file)
                .model(network -> weights(file, zip, folder + WEIGHTS, network), coarse);
    }

    /**
     * Entries that are not the model's own, as far as they are there.
     *
     * @param most bytes that each of them may hold, by its name
     * @throws DataException if one holds more
     */
    public static Map<String, byte[]> further(Path file, Map<String, Long> most) {
        return open(file, zip -> {
            Map<String, byte[]> entries = new TreeMap<>();
            for (Map.Entry<String, Long> wanted : most.entrySet()) {
                if (zip.names().contains(wanted.getKey())) {
                    entries.put(wanted.getKey(), zip.bytes(wanted.getKey(), wanted.getValue()));
                }
            }
            return entries;
        });
    }

    /** Floats that a network's parameters are at most: of each channel there are no more running statistics than trainable ones. */
    public static long mostNumbers(NetworkSettings network) {
        return 2 * NetworkPlans.parameterCount(network);
    }

    /** Bytes that a {@code .npy} file of so many floats holds at most. */
    public static long mostBytes(long floats) {
        return Float.BYTES * floats + MOST_HEADER;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(ModelZip zip) throws IOException;
    }

    private static <T> T open(Path file, Reading<T> reading) {
        try (ModelZip zip = new ModelZip(file)) {
            return reading.from(zip);
        } catch (IOException | UncheckedIOException e) {
            Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
            throw new DataException(
                    "cannot read the model " + file + ": " + FileFailure.reason(cause)
                            + ". Expected a model file or checkpoint as training writes it; it may be cut short or damaged",
                    e);
        } catch (WeightsException e) {
            throw new DataException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** All tensors together are no larger than the network that the settings describe. */
    private static Map<String, Tensor> weights(Path file, ModelZip zip, String folder, NetworkSettings network) {
        long left = Float.BYTES * requireFitting(file, network);
        Map<String, Tensor> weights = new TreeMap<>();
        for (String name : zip.names()) {
            if (name.startsWith(folder)) {
                Tensor tensor = weight(file, zip, name, folder, left + MOST_HEADER);
                weights.put(name.substring(folder.length(), name.length() - NPY.length()), tensor);
                left -= (long) Float.BYTES * tensor.values().length;
            }
        }
        return weights;
    }

    private static long requireFitting(Path file, NetworkSettings network) {
        long numbers = mostNumbers(network);
        long memory = Runtime.getRuntime().maxMemory();
        if (Float.BYTES * numbers > memory) {
            throw new DataException(file + " describes a network of " + numbers + " parameters (widths "
                    + network.widths() + "), more than the " + (memory >> 20)
                    + " MB that this process may hold; UNET_HEAP gives it more");
        }
        return numbers;
    }

    private static Tensor weight(Path file, ModelZip zip, String name, String folder, long most) {
        String tensor = name.substring(folder.length()).replaceFirst("\\.npy$", "");
        if (!name.endsWith(NPY) || !TENSOR.matcher(tensor).matches()) {
            throw new DataException(file + " holds weights under a name that no tensor has: '"
                    + name.replaceAll("\\p{Cntrl}", "?") + "' [" + BadInput.M4 + "]");
        }
        try {
            return NpyFile.parse(zip.bytes(name, most), file + "!" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
