package org.attunet.experiments.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverridesTest {
    @Test
    void laterAssignmentsWinAndSectionsAreJoined() {
        var tree = Overrides.of(List.of("table.legs=3", "table.height=1", "table.legs=2", "plates=[5, 6]"));
        Kitchen kitchen = Kitchen.binder().bind(tree);
        assertThat(kitchen.table()).isEqualTo(new Kitchen.Table(2, 1));
        assertThat(kitchen.plates()).containsExactly(5, 6);
    }

    @Test
    void listsNeedNoBrackets() {
        Kitchen kitchen = Kitchen.binder().bind(Overrides.of(List.of("plates=5, 6,7", "fridge=1,2,3")));
        assertThat(kitchen.plates()).containsExactly(5, 6, 7);
        assertThat(kitchen.fridge()).contains(new Kitchen.Box(1, 2, 3));
        assertThatThrownBy(() -> Kitchen.binder().bind(Overrides.of(List.of("plates=5,", "fridge=1,2"))))
                .hasMessageContaining("plates: a whole number is expected, found ''")
                .hasMessageContaining("fridge: a number or a list of 3 numbers is expected, found '1,2'");
    }

    @Test
    void anEmptyValueClearsAnOptionalSetting() {
        assertThat(Kitchen.binder().bind(Overrides.of(List.of("oven="))).oven()).isEmpty();
    }

    @Test
    void everyMalformedAssignmentIsNamed() {
        assertThatThrownBy(() -> Overrides.of(List.of("pots", "=3", "pots=2")))
                .hasMessageContaining("'pots'")
                .hasMessageContaining("'=3'");
    }

    @Test
    void problemsQuoteTheAssignment() {
        assertThatThrownBy(() -> Kitchen.binder().bind(Overrides.of(List.of("table.legs=many"))))
                .hasMessage("--set table.legs=many: table.legs: a whole number is expected, found 'many'");
    }

    @Test
    void mavensFormIsSplitAtSemicolons() {
        assertThat(Overrides.split("a.b=1; c=[2, 3];")).containsExactly("a.b=1", "c=[2, 3]");
    }

    @Test
    void whatIsWrongWithOneDoesNotHideTheOthers() {
        List<Problem> problems = new ArrayList<>();
        var tree = Overrides.of(List.of("pots", "plates=[5", "table.legs=3"), problems);
        assertThat(problems.stream().map(Problem::toString))
                .containsExactly(
                        "--set: 'pots' is no path=value",
                        "--set plates=[5: not valid YAML: expected ',' or ']', but got <stream end>");
        assertThat(tree.paths("")).containsExactly("table.legs");
    }
}
