package org.attunet.data;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Takes YAML apart without making objects or guessing types of what it says. */
public final class YamlText {
    private YamlText() {}

    /** A text that is no YAML. */
    public static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        private BrokenException(int line, String problem, YAMLException cause) {
            super(problem, cause);
            this.line = line;
        }

        /** The line that is wrong, from 1, where it is known. */
        public OptionalInt line() {
            return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
        }
    }

    /**
     * The document's nodes; nothing for an empty one.
     *
     * @throws BrokenException with what is wrong and where
     */
    public static Optional<Node> compose(String text) throws BrokenException {
        LoaderOptions options = new LoaderOptions();
        Place parser = new Place(new StreamReader(text), options);
        try {
            return Optional.ofNullable(new Composer(parser, new Resolver(), options).getSingleNode());
        } catch (MarkedYAMLException e) {
            int line = line(e.getProblemMark());
            throw new BrokenException(line, e.getProblem() + begun(e, line), e);
        } catch (ReaderException e) {
            // Its position counts code points.
            int until = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            int line = 1
                    + (int) text.substring(0, until)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new BrokenException(
                    line, String.format(Locale.ROOT, "a character that no text has, U+%04X", e.getCodePoint()), e);
        } catch (YAMLException e) {
            throw new BrokenException(line(parser.reached()), e.getMessage(), e);
        }
    }

    /** Knows how far it is: the errors of limits, such as that of nesting, name no place. */
    private static final class Place extends ParserImpl {
        private Mark last;

        Place(StreamReader reader, LoaderOptions options) {
            super(reader, options);
        }

        @Override
        public Event peekEvent() {
            Event event = super.peekEvent();
            last = event == null ? last : event.getStartMark();
            return event;
        }

        Mark reached() {
            return last;
        }
    }

    private static int line(Mark mark) {
        return mark == null ? 0 : mark.getLine() + 1;
    }

    /** A bracket or quote that is never closed is only missed at the end of the file. */
    private static String begun(MarkedYAMLException e, int line) {
        int begin = line(e.getContextMark());
        return begin == 0 || begin == line ? "" : " (" + e.getContext() + " that begins in line " + begin + ")";
    }
}
