package org.attunet.data.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Text in the character sets of DICOM (PS3.3, C.12.1.1.2), code extensions by escape sequences (ISO 2022) included. */
final class CharacterSets {
    private static final char ESCAPE = 0x1b;

    /** By the last part of the term, the same in {@code ISO_IR 100} and {@code ISO 2022 IR 100}. */
    private static final Map<String, String> BY_NUMBER = Map.ofEntries(
            Map.entry("", "US-ASCII"),
            Map.entry("6", "US-ASCII"),
            Map.entry("13", "JIS_X0201"),
            Map.entry("100", "ISO-8859-1"),
            Map.entry("101", "ISO-8859-2"),
            Map.entry("109", "ISO-8859-3"),
            Map.entry("110", "ISO-8859-4"),
            Map.entry("126", "ISO-8859-7"),
            Map.entry("127", "ISO-8859-6"),
            Map.entry("138", "ISO-8859-8"),
            Map.entry("144", "ISO-8859-5"),
            Map.entry("148", "ISO-8859-9"),
            Map.entry("166", "TIS-620"),
            Map.entry("192", "UTF-8"),
            Map.entry("203", "ISO-8859-15"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GBK"));

    /** By what follows the escape character. */
    private static final Map<String, String> BY_ESCAPE = Map.ofEntries(
            Map.entry("(B", "US-ASCII"),
            Map.entry("(J", "JIS_X0201"),
            Map.entry(")I", "JIS_X0201"),
            Map.entry("-A", "ISO-8859-1"),
            Map.entry("-B", "ISO-8859-2"),
            Map.entry("-C", "ISO-8859-3"),
            Map.entry("-D", "ISO-8859-4"),
            Map.entry("-F", "ISO-8859-7"),
            Map.entry("-G", "ISO-8859-6"),
            Map.entry("-H", "ISO-8859-8"),
            Map.entry("-L", "ISO-8859-5"),
            Map.entry("-M", "ISO-8859-9"),
            Map.entry("-T", "TIS-620"),
            Map.entry("-b", "ISO-8859-15"),
            Map.entry("$)C", "EUC-KR"),
            Map.entry("$)A", "GB2312"),
            Map.entry("$B", "JIS X 0208"),
            Map.entry("$(D", "JIS X 0212"));

    private CharacterSets() {}

    /**
     * Decodes a value.
     *
     * @param declared SpecificCharacterSet, empty where there is none
     * @return nothing where the set is not known or the bytes are none of it
     */
    static Optional<String> decode(byte[] value, String declared) {
        String first = declared.split("\\\\", -1)[0].strip();
        String name = BY_NUMBER.get(first.substring(first.lastIndexOf(' ') + 1));
        if (name == null) {
            return Optional.empty();
        }
        boolean extended = declared.contains("ISO 2022");
        try {
            return Optional.of(extended ? pieces(value, name) : plain(value, name));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String plain(byte[] value, String name) throws CharacterCodingException {
        return Charset.forName(name).newDecoder().decode(ByteBuffer.wrap(value)).toString();
    }

    /** From one escape sequence to the next. */
    private static String pieces(byte[] value, String initial) throws CharacterCodingException {
        StringBuilder text = new StringBuilder();
        String name = initial;
        String[] parts = new String(value, StandardCharsets.ISO_8859_1).split(String.valueOf(ESCAPE), -1);
        for (int n = 0; n < parts.length; n++) {
            String part = parts[n];
            if (n > 0) {
                String escape = escape(part);
                name = escape.equals("(B") && initial.startsWith("ISO-8859") ? initial : BY_ESCAPE.get(escape);
                part = part.substring(escape.length());
            }
            text.append(piece(part.getBytes(StandardCharsets.ISO_8859_1), name));
        }
        return text.toString();
    }

    private static String escape(String part) {
        return BY_ESCAPE.keySet().stream()
                .filter(part::startsWith)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an unknown escape sequence"));
    }

    /** Two bytes of seven bits a character are what EUC-JP writes with eight. */
    private static String piece(byte[] value, String name) throws CharacterCodingException {
        boolean third = name.equals("JIS X 0212");
        if (!third && !name.equals("JIS X 0208")) {
            return plain(value, name);
        }
        ByteArrayOutputStream euc = new ByteArrayOutputStream();
        for (int n = 0; n < value.length; n++) {
            if (third && n % 2 == 0) {
                euc.write(0x8f);
            }
            euc.write(value[n] | 0x80);
        }
        return plain(euc.toByteArray(), "EUC-JP");
    }
}
