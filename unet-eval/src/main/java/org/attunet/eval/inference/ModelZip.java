package org.attunet.eval.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.attunet.data.BadInput;

/**
 * A model's zip, open for reading. Entries are read by name, each up to a length that the caller knows: what a file claims of itself
 * decides nothing, and whatever nobody asks for is never unpacked.
 */
final class ModelZip implements AutoCloseable {
    /** Names its entries. */
    static final String CONTENTS = "contents.txt";

    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_CONTENTS = 1 << 20;

    private final ZipFile zip;
    private final Set<String> names = new TreeSet<>();

    /** @throws IOException if it is no zip, or its list of contents says otherwise */
    ModelZip(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
        try {
            list();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void list() throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw new ZipException("it holds " + zip.size() + " entries, more than any model");
        }
        zip.stream().map(ZipEntry::getName).forEach(names::add);
        if (names.size() < zip.size()) {
            throw new ZipException("several of its entries have one name");
        }
        requireContents();
        names.remove(CONTENTS);
    }

    /** Files of the first builds have no list. */
    private void requireContents() throws IOException {
        if (names.contains(CONTENTS)) {
            Set<String> others = new TreeSet<>(names);
            others.remove(CONTENTS);
            if (!Arrays.equals(bytes(CONTENTS, MOST_CONTENTS), contents(others))) {
                throw new ZipException("its entries are not those that " + CONTENTS + " names");
            }
        }
    }

    /** What the list of contents holds. */
    static byte[] contents(Set<String> names) {
        return String.join("\n", new TreeSet<>(names)).getBytes(StandardCharsets.UTF_8);
    }

    /** Names of the entries, the list of contents apart. */
    Set<String> names() {
        return names;
    }

    /**
     * An entry's bytes, compared with their checksum, which Java's class does not do.
     *
     * @throws ZipException if there are more than {@code most} of them
     */
    byte[] bytes(String name, long most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry.getSize() > most) {
            throw tooLong(name, most);
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8));
            if (in.read() >= 0) {
                throw tooLong(name, most);
            }
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != entry.getCrc()) {
            throw new ZipException(name + " does not match its checksum");
        }
        return bytes;
    }

    private static ZipException tooLong(String name, long most) {
        return new ZipException(name + " holds more than the " + most + " bytes that it may [" + BadInput.M4 + "]");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
