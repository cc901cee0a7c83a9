package org.attunet.experiments.task;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Values as words of a line, between a process and those that it started and that are as trusted as itself. */
final class Wire {
    private static final ObjectInputFilter ANY = ObjectInputFilter.Config.createFilter("*");

    private Wire() {}

    static String word(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** A failure, or what can be said of one that does not travel. */
    static String wordOf(Throwable failure) {
        try {
            return word(failure);
        } catch (UncheckedIOException e) {
            return word(new IllegalStateException(failure.toString()));
        }
    }

    static Object value(String word) {
        byte[] bytes = Base64.getDecoder().decode(word);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            // In place of the process's own, which is for files of strangers.
            in.setObjectInputFilter(ANY);
            return in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a worker of another version of this program answered", e);
        }
    }
}
