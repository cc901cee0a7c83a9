package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.report.GreyWindow;
import org.attunet.eval.report.HeatMap;
import org.attunet.eval.report.Overlay;

/**
 * Pictures of a scan and what was found in it.
 *
 * @param image HU
 * @param mask what was found, on the image's grid
 * @param label the class that is shown
 * @param organ its name
 * @param files where the pictures go
 */
record PredictionPictures(Volume image, Mask mask, int label, String organ, PredictionFiles files) {
    /** The mask alone. */
    void draw() {
        String volume = String.format(Locale.ROOT, "%s %.1f ml", organ, mask.millilitres(label));
        overlay(Optional.empty()).write(files.overlay(), files.scan(), volume);
    }

    /** A map from 0 to 1 that was written to a file, in colours, beside that file. */
    void draw(HeatMap map, Path file) {
        overlay(Optional.of(map)).write(files.overlay(file), files.scan(), map.name());
    }

    private Overlay overlay(Optional<HeatMap> map) {
        Mask unlabelled = new Mask(mask.geometry(), new byte[mask.labels().length]);
        return new Overlay(image, new MaskPair(mask, unlabelled), label, GreyWindow.ABDOMEN, map);
    }
}
