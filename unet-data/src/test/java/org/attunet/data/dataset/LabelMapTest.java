package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.attunet.data.dataset.LabelMap.Others;
import org.junit.jupiter.api.Test;

class LabelMapTest {
    private static LabelMap parse(String... texts) {
        return LabelMap.parse(List.of(texts), Others.BACKGROUND);
    }

    @Test
    void repeatedAndListedEntriesAreOneMap() {
        assertThat(parse("7=1,8=2", " 9=1 ", "-1=0").classes()).isEqualTo(Map.of(7, 1, 8, 2, 9, 1, -1, 0));
        assertThat(parse("8=2", "7=1")).hasToString("7=1,8=2");
        assertThat(parse("7=1,9=1,8=2").valuesOf(1)).containsExactly(7, 9);
    }

    @Test
    void anUnlistedValueIsBackgroundOrRefusedEvenWhereItEqualsAClass() {
        LabelMap map = parse("7=1");

        assertThat(map.classOf(7)).hasValue(1);
        assertThat(map.classOf(1)).hasValue(0);
        assertThat(map.classOf(255)).hasValue(0);
        assertThat(map.classOf(0)).hasValue(0);
        assertThat(map.lists(7)).isTrue();
        assertThat(map.lists(1)).isFalse();

        LabelMap strict = LabelMap.parse(List.of("7=1"), Others.REFUSED);
        assertThat(strict.classOf(7)).hasValue(1);
        assertThat(strict.classOf(1)).isEmpty();
        assertThat(strict.classOf(0)).hasValue(0);
    }

    @Test
    void whatIsNotListedIsBackgroundWhereTheMapSaysSo() {
        LabelMap map = LabelMap.parse(List.of("7=1,others=background"), Others.REFUSED);

        assertThat(map).isEqualTo(parse("7=1"));
        assertThat(map.classOf(9)).hasValue(0);
        assertThat(LabelMap.parse(List.of("7=1", "others=background"), Others.REFUSED))
                .isEqualTo(map);
        assertThatThrownBy(() -> parse("7=1,others=1")).hasMessageContaining("'7=1,others=1'");
    }

    @Test
    void negativeAndLargeValuesAndBackgroundAreMapped() {
        LabelMap map = parse("-1=0,300=2,0=1");

        assertThat(map.classOf(-1)).hasValue(0);
        assertThat(map.classOf(300)).hasValue(2);
        assertThat(map.classOf(0)).hasValue(1);
    }

    @Test
    void withoutEntriesEveryValueIsItsOwnClass() {
        assertThat(LabelMap.NONE.isEmpty()).isTrue();
        assertThat(LabelMap.NONE.classOf(7)).hasValue(7);
        assertThat(LabelMap.NONE.classOf(-7)).hasValue(-7);
    }

    @Test
    void whatIsNoEntryIsNamed() {
        for (String text : List.of("7", "7:1", "a=1", "7=1,", "7=-1", "=1", "7.0=1", "")) {
            assertThatThrownBy(() -> parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + text + "'");
        }
        assertThatThrownBy(() -> parse("7=256")).hasMessageContaining("classes 0 to 255, not 7 to 256");
        assertThatThrownBy(() -> parse("16777217=1")).hasMessageContaining("values of ±16777216 at most");
        assertThatThrownBy(() -> parse("7=1", "7=2")).hasMessageContaining("to 1 and to 2");
        assertThat(parse("7=1", "7=1").classes()).hasSize(1);
    }
}
