package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Data sets that are deflated as a whole (transfer syntax 1.2.840.10008.1.2.1.99). */
final class Deflated {
    private Deflated() {}

    /**
     * Inflates to the end, or as far as the elements themselves account for.
     *
     * @param out gets what could be inflated
     * @param pixels bytes of the image that the inflated start announces
     * @return what is wrong, where something is
     */
    static Optional<String> inflate(
            byte[] bytes, int from, ByteArrayOutputStream out, ToDoubleFunction<byte[]> pixels) {
        Inflater inflater = new Inflater(true);
        double most = Bounded.HEADERS;
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            byte[] piece = new byte[1 << 15];
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return Optional.of("its deflated bytes end too early");
                }
                if (most == Bounded.HEADERS && out.size() + count > most) {
                    most = Bounded.allowed(pixels.applyAsDouble(out.toByteArray()));
                }
                if (out.size() + count > most) {
                    return Optional.of("it inflates to more than its headers say");
                }
                out.write(piece, 0, count);
            }
            return Optional.empty();
        } catch (DataFormatException e) {
            return Optional.of("its deflated bytes are damaged");
        } finally {
            inflater.end();
        }
    }
}
