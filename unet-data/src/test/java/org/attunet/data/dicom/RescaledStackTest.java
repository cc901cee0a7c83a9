package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.data.dicom.Rescale.Given;
import org.attunet.data.dicom.Rescale.Part;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks of slices of two pixels. */
class RescaledStackTest {
    private static final PixelFormat FORMAT = new PixelFormat(1, 2, 16, 16, 15, true);

    private static RescaledStack put(RescaledStack stack, int place, double slope, double intercept, int... stored) {
        Rescale rescale = new Rescale(new Part(Given.NUMBER, slope), new Part(Given.NUMBER, intercept), "HU", false);
        stack.put(place, stored, FORMAT, rescale);
        return stack;
    }

    private static Volume volume(RescaledStack stack, int depth) {
        return stack.volume(new Geometry(new Size(2, 1, depth), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0)));
    }

    @Test
    void everySliceHasItsPlaceAndItsRescale() {
        RescaledStack stack = new RescaledStack(2, 3);
        put(stack, 2, 1, -1024, 5, 6);
        put(stack, 0, 2, -1000, 1, 2);
        put(stack, 1, -1, 0, 3, 4);
        assertThat(volume(stack, 3).shorts()).containsExactly(-998, -996, -3, -4, -1019, -1018);
    }

    /** Of stored 0 and 1: the ends of 16 bits, one beyond each, and fractions. */
    @ParameterizedTest
    @CsvSource({
        "1, -32768, true",
        "1, 32766, true",
        "1, -32769, false",
        "1, 32767, false",
        "-1, 32767, true",
        "-1, -32767, true",
        "-1, 32768, false",
        "-1, -32768, false",
        "0.5, 0, false",
        "1, 0.5, false"
    })
    void shortsHoldIntegersThatFitAndFloatsAllOthers(double slope, double intercept, boolean isShort) {
        Volume volume = volume(put(new RescaledStack(2, 1), 0, slope, intercept, 0, 1), 1);
        assertThat(volume.isShort()).isEqualTo(isShort);
        assertThat(volume.get(0)).isEqualTo((float) intercept);
        assertThat(volume.get(1)).isEqualTo((float) (slope + intercept));
    }

    @Test
    void slicesBeforeAndAfterOneOfFractionsKeepTheirValues() {
        RescaledStack stack = new RescaledStack(2, 3);
        put(stack, 0, 1, 0, 7, -8);
        put(stack, 1, 0.5, 0, 1, 2);
        put(stack, 2, 1, 0, 9, 10);
        assertThat(volume(stack, 3).floats()).containsExactly(7, -8, 0.5f, 1, 9, 10);
    }

    /** Quarters of the way from −10 to 20 and from 0 to 4; halves are rounded to the even integer. The slices around stay. */
    @Test
    void missingSlicesLieOnTheLineBetweenTheirNeighbours() {
        RescaledStack stack = new RescaledStack(2, 6);
        put(stack, 0, 1, 0, -10, 0);
        put(stack, 4, 1, 0, 20, 4);
        put(stack, 5, 1, 0, 500, 600);
        stack.interpolate(0, 4);
        assertThat(volume(stack, 6).shorts()).containsExactly(-10, 0, -2, 1, 5, 2, 12, 3, 20, 4, 500, 600);

        put(stack, 5, 1, 0.5, 500, 600);
        stack.interpolate(0, 4);
        assertThat(volume(stack, 6).floats()).containsExactly(-10, 0, -2.5f, 1, 5, 2, 12.5f, 3, 20, 4, 500.5f, 600.5f);
    }
}
