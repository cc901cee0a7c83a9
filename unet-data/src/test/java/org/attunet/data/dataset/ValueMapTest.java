package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueMapTest {
    @Test
    void repeatedAndListedEntriesAreOneMap() {
        assertThat(ValueMap.parse(List.of("7=1,8=2", " 9=1 ", "-1=0")).classes())
                .isEqualTo(Map.of(7, 1, 8, 2, 9, 1, -1, 0));
        assertThat(ValueMap.parse(List.of("8=2", "7=1"))).hasToString("7=1,8=2");
        assertThat(ValueMap.parse(List.of("7=1,9=1,8=2")).valuesOf(1)).containsExactly(7, 9);
    }

    @Test
    void anUnlistedValueIsBackgroundEvenWhereItEqualsAClass() {
        ValueMap map = ValueMap.parse(List.of("7=1"));

        assertThat(map.classOf(7)).isEqualTo(1);
        assertThat(map.classOf(1)).isZero();
        assertThat(map.classOf(255)).isZero();
        assertThat(map.classOf(0)).isZero();
        assertThat(map.lists(7)).isTrue();
        assertThat(map.lists(1)).isFalse();
    }

    @Test
    void whatIsNoLabelStaysForTheReaderToRefuse() {
        ValueMap map = ValueMap.parse(List.of("7=1,-1=0,300=2"));

        assertThat(map.classOf(-2)).isEqualTo(-2);
        assertThat(map.classOf(256)).isEqualTo(256);
        assertThat(map.classOf(-1)).isZero();
        assertThat(map.classOf(300)).isEqualTo(2);
    }

    @Test
    void withoutEntriesEveryValueIsItsOwnClass() {
        assertThat(ValueMap.NONE.isEmpty()).isTrue();
        assertThat(ValueMap.NONE.classOf(7)).isEqualTo(7);
    }

    @Test
    void whatIsNoEntryIsNamed() {
        for (String text : List.of("7", "7:1", "a=1", "7=1,", "7=-1", "=1")) {
            assertThatThrownBy(() -> ValueMap.parse(List.of(text)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + text + "'");
        }
        assertThatThrownBy(() -> ValueMap.parse(List.of("7=256"))).hasMessageContaining("0 to 255, not 256");
        assertThatThrownBy(() -> ValueMap.parse(List.of("7=1", "7=2"))).hasMessageContaining("to 1 and to 2");
        assertThat(ValueMap.parse(List.of("7=1", "7=1")).classes()).hasSize(1);
    }
}
