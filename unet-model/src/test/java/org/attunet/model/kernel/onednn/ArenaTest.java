package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArenaTest {
    private final Arena arena = new Arena(Kept.FLOAT);

    @AfterEach
    void close() {
        arena.clear();
    }

    @Test
    void piecesInUseAreApartAndBeginAtACacheLine() {
        FloatPointer first = arena.take(33);
        FloatPointer second = arena.take(33);
        assertThat(first.address() % 64).isZero();
        assertThat(second.address() % 64).isZero();
        assertThat(Math.abs(first.address() - second.address())).isGreaterThanOrEqualTo(33 * Float.BYTES);
    }

    @Test
    void whatWasGivenBackServesTheNextOfAboutThatSize() {
        FloatPointer piece = arena.take(1000);
        arena.give(piece);
        assertThat(arena.take(900).address()).isEqualTo(piece.address());
        assertThat(arena.take(900).address()).isNotEqualTo(piece.address());
    }

    /** A small tensor would hold a large piece that a large one needs. */
    @Test
    void muchLargerPiecesAreLeftForLargerTensors() {
        FloatPointer large = arena.take(1000);
        arena.give(large);
        assertThat(arena.take(100).address()).isNotEqualTo(large.address());
        assertThat(arena.take(new Shape(1, 10, 10, 10, 1)).memory().address()).isEqualTo(large.address());
    }
}
