package org.attunet.model.picture;

import java.util.List;

/**
 * Vertices drawn as one: those of a block, or a single one.
 *
 * @param name of the block
 * @param vertices their names, first to last
 * @param lines what each does, and its class
 * @param shape what the last one gives
 * @param level halvings of the input's size, 0 at full resolution
 * @param x left edge in points
 * @param y upper edge
 */
record Box(String name, List<String> vertices, List<String> lines, String shape, int level, int x, int y) {
    static final int WIDTH = 204;
    static final int LINE = 15;

    /** Title, lines and shape. */
    int height() {
        return LINE * (lines.size() + 2) + 10;
    }

    int right() {
        return x + WIDTH;
    }

    int middle() {
        return y + height() / 2;
    }
}
