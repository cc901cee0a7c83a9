package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.model.kernel.DevicePlans;
import org.junit.jupiter.api.Test;

class PlanBookTest {
    private static final String OPERATION = "forward of [2, 8, 4, 4, 4] to 8 channels, kernel 3, stride 1, padding 1";
    private static final EngineChoice SEVEN = new EngineChoice(7, Map.of(12, 3L, 2, 1L));

    private final PlanBook book = new PlanBook("a GPU, cuDNN 9.5.1, float");

    /** What it takes where the device would itself take another. */
    private static EngineChoice taken(PlanBook book, EngineChoice own) {
        return book.plan(OPERATION, again -> again, () -> new PlanBook.Chosen<>(Optional.of(own), own));
    }

    private static DevicePlans kept(String device, String choice) {
        return new DevicePlans(device, Map.of(OPERATION, choice));
    }

    @Test
    void aChoiceIsFoundAgainByItsText() {
        assertThat(SEVEN.text()).isEqualTo("7 2=1 12=3");
        assertThat(EngineChoice.of("7 2=1 12=3")).isEqualTo(SEVEN);
        assertThat(EngineChoice.of("40")).isEqualTo(new EngineChoice(40, Map.of()));
    }

    @Test
    void whatIsChosenOnceIsTakenAgainAndCanBeKept() {
        taken(book, SEVEN);
        assertThat(taken(book, EngineChoice.of("9"))).isEqualTo(SEVEN);
        assertThat(book.all()).isEqualTo(kept("a GPU, cuDNN 9.5.1, float", "7 2=1 12=3"));
    }

    @Test
    void anEarlierRunsChoiceOnSuchADeviceIsTaken() {
        book.adopt(List.of(
                kept("a GPU, cuDNN 9.5.1, bfloat16", "1"), kept("a GPU, cuDNN 9.5.1, float", "2"), kept("other", "3")));
        assertThat(taken(book, SEVEN)).isEqualTo(EngineChoice.of("2"));
        assertThat(book.editions())
                .as("plans that were made before may be others")
                .isEqualTo(1);
    }

    @Test
    void thatOfAnotherDeviceOrVersionIsNot() {
        book.adopt(List.of(kept("a GPU, cuDNN 9.6.0, float", "1"), kept("another GPU, cuDNN 9.5.1, float", "1")));
        assertThat(taken(book, SEVEN)).isEqualTo(SEVEN);
        assertThat(book.editions()).isZero();
    }

    @Test
    void oneThatCannotBeHadAnyMoreIsReplaced() {
        for (String broken : List.of("5", "", "five", "5 x", "5 1=", "5 1=1 1=2")) {
            book.adopt(List.of(kept("a GPU, cuDNN 9.5.1, float", broken)));
            EngineChoice found = book.plan(
                    OPERATION,
                    again -> {
                        throw new DeviceException("cuDNN has no engine " + again.engine());
                    },
                    () -> new PlanBook.Chosen<>(Optional.of(SEVEN), SEVEN));
            assertThat(found).isEqualTo(SEVEN);
            assertThat(book.all().choices()).containsEntry(OPERATION, "7 2=1 12=3");
        }
    }

    @Test
    void aPlanThatCannotBeSaidIsUsedAndNotKept() {
        assertThat(book.<String>plan(OPERATION, again -> "again", () -> new PlanBook.Chosen<>(Optional.empty(), "own")))
                .isEqualTo("own");
        assertThat(book.all().choices()).isEmpty();
    }

    @Test
    void whereThereIsNoneNothingIsKept() {
        assertThatThrownBy(() -> book.plan(OPERATION, again -> again, () -> {
                    throw new DeviceException("cuDNN has no plan");
                }))
                .isInstanceOf(DeviceException.class);
        assertThat(book.all().choices()).isEmpty();
    }
}
