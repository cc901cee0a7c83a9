package org.attunet.data.dicom;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a file turns stored values into HU: {@code stored * slope + intercept} (DICOM PS3.3, C.11.1.1).
 *
 * @param slope of RescaleSlope
 * @param intercept of RescaleIntercept
 * @param type RescaleType in capitals, empty where it is not given
 * @param hasTable whether a Modality LUT stands in the place of both
 */
record Rescale(Part slope, Part intercept, String type, boolean hasTable) {
    /** Types of values that are HU, or may be: US is "unspecified". */
    private static final Set<String> HOUNSFIELD = Set.of("", "HU", "US");

    /** A slope or an intercept: not given, one number, or something else. */
    record Part(Given given, double value) {
        static Part of(DataSet set, int tag) {
            if (set.text(tag).isEmpty()) {
                return new Part(Given.NOT, Double.NaN);
            }
            Optional<double[]> values = set.numbers(tag).filter(all -> all.length == 1);
            // Adding zero makes a positive zero of a negative one.
            return values.map(one -> new Part(Given.NUMBER, one[0] + 0.0))
                    .orElse(new Part(Given.NO_NUMBER, Double.NaN));
        }

        double or(double other) {
            return given == Given.NUMBER ? value : other;
        }

        boolean isGiven() {
            return given != Given.NOT;
        }
    }

    /** What stands in an element of one decimal number. */
    enum Given {
        NOT,
        NUMBER,
        NO_NUMBER
    }

    static Rescale of(DataSet set) {
        boolean table = set.element(Tags.MODALITY_LUT)
                .filter(sequence -> sequence.length() != 0)
                .isPresent();
        return new Rescale(
                Part.of(set, Tags.SLOPE),
                Part.of(set, Tags.INTERCEPT),
                set.text(Tags.RESCALE_TYPE).toUpperCase(Locale.ROOT),
                table);
    }

    /** HU of a stored value; a slope that is not given is 1, an intercept 0. */
    double apply(double stored) {
        return stored * slope.or(1) + intercept.or(0);
    }

    /** Whether no value becomes a fraction. */
    boolean keepsIntegers() {
        return slope.or(1) == Math.rint(slope.or(1)) && intercept.or(0) == Math.rint(intercept.or(0));
    }

    /** Which of the two are given, for messages. */
    String parts() {
        if (slope.isGiven()) {
            return intercept.isGiven() ? "both" : "a slope alone";
        }
        return intercept.isGiven() ? "an intercept alone" : "neither";
    }

    boolean isComplete() {
        return slope.isGiven() && intercept.isGiven();
    }

    /** Whether the type leaves it open that these are HU. */
    boolean mayBeHounsfield() {
        return HOUNSFIELD.contains(type);
    }

    /** The type where it is a term as vendors use them; free text could say anything. */
    String shownType() {
        return type.matches("[A-Z0-9%_/^. -]{1,16}") ? "'" + type + "'" : "of its own";
    }

    /** Why no volume can be made with it, where that is so; continues "it has". */
    Optional<String> fault(PixelFormat format) {
        if (slope.given == Given.NO_NUMBER || intercept.given == Given.NO_NUMBER) {
            return Optional.of((slope.given == Given.NO_NUMBER ? "a slope" : "an intercept") + " that is no number");
        }
        double range = Math.abs(slope.or(1)) * Math.pow(2, format.stored());
        if (range < 1) {
            return Optional.of("a slope of " + slope.or(1) + ", under which all values become one");
        }
        return range + Math.abs(intercept.or(0)) > Float.MAX_VALUE
                ? Optional.of("a slope or an intercept beyond all HU")
                : Optional.empty();
    }
}
