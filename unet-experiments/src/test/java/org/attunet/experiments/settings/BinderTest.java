package org.attunet.experiments.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.experiments.settings.Kitchen.Box;
import org.attunet.experiments.settings.Kitchen.Cuisine;
import org.attunet.experiments.settings.Kitchen.Table;
import org.junit.jupiter.api.Test;

class BinderTest {
    @Test
    void defaultsFillWhatIsNotWritten() {
        assertThat(Kitchen.of(""))
                .isEqualTo(new Kitchen(
                        "kitchen",
                        3,
                        17,
                        0.5,
                        true,
                        Cuisine.THAI,
                        List.of(1, 2),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        new Table(4, 0.75)));
    }

    @Test
    void everyKindOfValueIsRead() {
        assertThat(everything())
                .isEqualTo(new Kitchen(
                        "Zum Krug",
                        4,
                        123456789012L,
                        3e-4,
                        false,
                        Cuisine.LOWER_SAXON,
                        List.of(),
                        Optional.of(180.0),
                        Optional.of(new Box(1, 2, 3)),
                        Map.of("thyme", 2),
                        new Table(3, 1)));
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        String written = new YamlWriter(Kitchen.TUPLES).write(everything());
        assertThat(Kitchen.of(written)).isEqualTo(everything());
        assertThat(Kitchen.of(new YamlWriter(Kitchen.TUPLES).write(Kitchen.of(""))))
                .isEqualTo(Kitchen.of(""));
    }

    @Test
    void oneNumberStandsForACube() {
        assertThat(Kitchen.of("fridge: 7").fridge()).contains(new Box(7, 7, 7));
    }

    @Test
    void allProblemsComeAtOnceWithFileLinePathAndValue() {
        String yaml = """
                pots: 0
                salt: -1
                gas: yes
                cuisine: tai
                plates: 3
                oven: warm
                fridge: [1, 2]
                tabel: {}
                table:
                  legs: 2.5
                  hight: 1
                """;
        var failure = catchThrowableOfType(ConfigurationException.class, () -> Kitchen.of(yaml));
        assertThat(failure.problems().stream().map(Problem::toString))
                .containsExactly(
                        "mine.yaml:1: pots: must be at least 1, not 0",
                        "mine.yaml:2: salt: must not be negative, not -1.0",
                        "mine.yaml:3: gas: true or false is expected, found 'yes'",
                        "mine.yaml:4: cuisine: one of lower-saxon, thai is expected, found 'tai'; did you mean thai?",
                        "mine.yaml:5: plates: a list, as [a, b], is expected, found '3'",
                        "mine.yaml:6: oven: a number is expected, found 'warm'",
                        "mine.yaml:7: fridge: a number or a list of 3 numbers is expected, found [1, 2]",
                        "mine.yaml:8: tabel: there is no such setting; did you mean table?",
                        "mine.yaml:10: table.legs: a whole number is expected, found '2.5'",
                        "mine.yaml:11: table.hight: there is no such setting; did you mean table.height?");
    }

    @Test
    void aKeyInTheWrongSectionIsFoundInItsOwn() {
        assertThatThrownBy(() -> Kitchen.of("legs: 3")).hasMessageContaining("did you mean table.legs?");
    }

    @Test
    void whatOnlyTogetherIsWrongIsReportedForTheWhole() {
        assertThatThrownBy(() -> Kitchen.of("table: {legs: 5, height: 0.25}"))
                .hasMessage("mine.yaml:1: table: a low table has no more than 4 legs");
    }

    @Test
    void anItemOfAListHasItsOwnLine() {
        assertThatThrownBy(() -> Kitchen.of("""
                        fridge:
                          - 1
                          - 2
                          - cold
                        """))
                .hasMessage("mine.yaml:4: fridge: a whole number is expected, found 'cold'");
    }

    @Test
    void aDottedKeyIsShownNested() {
        assertThatThrownBy(() -> Kitchen.of("table.legs: 3"))
                .hasMessage(
                        "mine.yaml:1: table.legs: there is no such setting; in a file it is nested, as table: {legs: …}");
    }

    @Test
    void keysAndTypesOfAPartAreLookedAtAlone() {
        var part = YamlReader.read("{table: {legs: 5, hight: 1, height: low}, pots: 0}", "mine.yaml");
        assertThat(Kitchen.binder().misfits(part).stream().map(Problem::path))
                .containsExactly("table.hight", "table.height");
    }

    @Test
    void aValueInPlaceOfASectionIsRefused() {
        assertThatThrownBy(() -> Kitchen.of("table: 4"))
                .hasMessage("mine.yaml:1: table: settings below it, not a value, is expected, found '4'");
    }

    @Test
    void numbersThatOnlyJavaKnowsAreRefused() {
        for (String number : List.of("NaN", "0x1p3", "1d", "1e999", ".inf")) {
            assertThatThrownBy(() -> Kitchen.of("salt: " + number)).hasMessageContaining("a number is expected");
        }
    }

    private static Kitchen everything() {
        return Kitchen.of("""
                name: "Zum Krug"
                pots: 4
                seed: 123456789012
                salt: 3e-4
                gas: false
                cuisine: lower-saxon
                plates: []
                oven: 180
                fridge: [1, 2, 3]
                spices: {thyme: 2}
                table: {legs: 3, height: 1}
                """);
    }
}
