package org.attunet.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads whole files that people write, such as settings: a file beyond its limit is refused and never held in memory. */
public final class SmallFile {
    private SmallFile() {}

    /**
     * The bytes of a file.
     *
     * @param most how many such a file may have
     * @param refused makes the error of half a sentence that follows the file's name
     * @throws DataException where the file cannot be read
     */
    public static byte[] bytes(Path file, int most, Function<String, ? extends RuntimeException> refused) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw refused.apply("holds " + Math.max(bytes.length, Files.size(file)) + " bytes, and such a file "
                        + most + " at most; is it the file that is meant?");
            }
            return bytes;
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    /** The same as text in UTF-8, without the byte order mark that some editors begin it with; anything else is refused. */
    public static String text(Path file, int most, Function<String, ? extends RuntimeException> refused) {
        byte[] bytes = bytes(file, most, refused);
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused.apply("is no text in UTF-8; save it in that encoding");
        }
    }
}
