package org.attunet.eval.report;

/** Text into HTML and SVG. */
final class Html {
    private Html() {}

    /** Text so that it stays text, inside elements and attributes. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
