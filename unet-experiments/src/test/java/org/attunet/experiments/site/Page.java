package org.attunet.experiments.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A Markdown file.
 *
 * @param title its first heading, as HTML text
 * @param markdown all of it
 */
record Page(String title, String markdown) {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    static Page read(Path file) throws IOException {
        String markdown = Files.readString(file);
        Node heading = PARSER.parse(markdown).getFirstChild();
        while (heading != null && !(heading instanceof Heading)) {
            heading = heading.getNext();
        }
        String title = heading == null
                ? file.getFileName().toString()
                : TextContentRenderer.builder().build().render(heading).strip();
        return new Page(title.replace("&", "&amp;").replace("<", "&lt;"), markdown);
    }

    /** With every link and picture led to where it is on the site. */
    String html(UnaryOperator<String> target) {
        Node document = PARSER.parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(target.apply(link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(target.apply(image.getDestination()));
                visitChildren(image);
            }
        });
        return RENDERER.render(document);
    }

    /** A resource of the tests. */
    static String text(String resource) {
        try (InputStream in = Page.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
