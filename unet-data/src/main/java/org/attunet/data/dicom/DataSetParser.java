package org.attunet.data.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks over elements, implicit or explicit, in either byte order. Sequences are passed over, whatever they hold; only the
 * outermost elements are kept, so that neither an icon's rows nor bytes that look like a tag can be taken for the image's.
 */
final class DataSetParser {
    private static final int UNDEFINED = -1;
    private static final int DEEPEST = 64;

    /** Types whose length takes four bytes behind two unused ones. */
    private static final String LONG = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";

    private static final int PIXEL_PADDING = 0xfffcfffc;

    private final DataSet into;
    private final ByteBuffer in;
    private final int end;

    private DataSetParser(DataSet into, ByteBuffer in, int end) {
        this.into = into;
        this.in = in;
        this.end = end;
    }

    /** An element's head. */
    private record Head(int tag, String type, int length) {}

    /** Reading cannot go on. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;

        Stop(String reason) {
            super(reason);
        }
    }

    /** Reads all elements from a place on. */
    static void parse(DataSet into, int from) {
        parse(into, into.syntax(), from, Integer.MAX_VALUE);
    }

    /** Reads elements written in {@code syntax} as long as their group is not above {@code lastGroup}; where it ended. */
    static int parse(DataSet into, TransferSyntax syntax, int from, int lastGroup) {
        ByteBuffer in = ByteBuffer.wrap(into.bytes()).order(syntax.order());
        in.position(from);
        DataSetParser parser = new DataSetParser(into, in, into.bytes().length);
        try {
            parser.outermost(syntax.explicit(), lastGroup);
        } catch (Stop e) {
            into.fail(e.getMessage());
        }
        return in.position();
    }

    private void outermost(boolean explicit, int lastGroup) throws Stop {
        while (end - in.position() >= 8) {
            int start = in.position();
            Head head = head(explicit);
            if (Tags.group(head.tag) > lastGroup) {
                in.position(start);
                return;
            }
            if (head.tag == PIXEL_PADDING || head.tag == 0) {
                return;
            }
            int at = in.position();
            boolean fragments = head.tag == Tags.PIXELS && head.length == UNDEFINED;
            skip(head, explicit, 0);
            into.put(
                    head.tag,
                    new DataSet.Element(in.order(), at, fragments ? UNDEFINED : head.length, head.type.equals("OW")));
            if (head.tag == Tags.PIXELS) {
                return;
            }
        }
        if (in.hasRemaining()) {
            throw new Stop("it ends within an element");
        }
    }

    private Head head(boolean explicit) throws Stop {
        need(8);
        int tag = (in.getShort() << 16) | (in.getShort() & 0xffff);
        if (!explicit || Tags.group(tag) == 0xfffe) {
            return new Head(tag, "", in.getInt());
        }
        char first = (char) in.get();
        char second = (char) in.get();
        if (!isLetter(first) || !isLetter(second)) {
            // Some writers slip elements without a type into data sets that have them.
            in.position(in.position() - 2);
            return new Head(tag, "", in.getInt());
        }
        String type = "" + first + second;
        if (!LONG.contains(type)) {
            return new Head(tag, type, in.getShort() & 0xffff);
        }
        in.getShort();
        need(4);
        return new Head(tag, type, in.getInt());
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private void need(int bytes) throws Stop {
        if (end - in.position() < bytes) {
            throw new Stop("it ends within an element");
        }
    }

    private void skip(Head head, boolean explicit, int depth) throws Stop {
        if (head.length != UNDEFINED) {
            pass(head.length);
        } else if (head.tag == Tags.PIXELS && depth == 0) {
            fragments();
        } else {
            // What is unknown and of unknown length is written without types, in little endian.
            boolean unknown = head.type.equals("UN");
            ByteOrder order = in.order();
            in.order(unknown ? ByteOrder.LITTLE_ENDIAN : order);
            items(explicit && !unknown, depth + 1);
            in.order(order);
        }
    }

    private void pass(int length) throws Stop {
        if (length < 0 || length > end - in.position()) {
            throw new Stop("an element announces more bytes than the file has");
        }
        in.position(in.position() + length);
    }

    private void items(boolean explicit, int depth) throws Stop {
        if (depth > DEEPEST) {
            throw new Stop("sequences are nested deeper than " + DEEPEST);
        }
        while (true) {
            Head head = head(explicit);
            if (head.tag == Tags.SEQUENCE_END) {
                return;
            }
            if (head.tag != Tags.ITEM) {
                throw new Stop("something stands between the items of a sequence");
            }
            if (head.length != UNDEFINED) {
                pass(head.length);
            } else {
                item(explicit, depth);
            }
        }
    }

    private void item(boolean explicit, int depth) throws Stop {
        while (true) {
            Head head = head(explicit);
            if (head.tag == Tags.ITEM_END) {
                return;
            }
            skip(head, explicit, depth);
        }
    }

    private void fragments() throws Stop {
        while (true) {
            Head head = head(false);
            if (head.tag == Tags.SEQUENCE_END) {
                return;
            }
            if (head.tag != Tags.ITEM) {
                throw new Stop("something stands between the fragments of the pixels");
            }
            pass(head.length);
        }
    }
}
