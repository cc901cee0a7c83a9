package org.attunet.model.picture;

import java.util.List;

/**
 * Vertices drawn as one: those of a block, or a single one.
 *
 * @param name of the block
 * @param vertices their names, first to last
 * @param lines what each does, and its class
 * @param shape what the last one gives
 * @param row halvings of the input's size, 0 at full resolution
 * @param column place within the row, 0 on the left
 */
record NodeBox(String name, List<String> vertices, List<String> lines, String shape, int row, int column) {
    boolean isIn(NodeBox other) {
        return row == other.row;
    }
}
