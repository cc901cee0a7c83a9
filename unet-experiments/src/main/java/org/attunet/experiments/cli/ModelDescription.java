package org.attunet.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.Calibration;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.SpacingRange;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.experiments.run.ModelCard;
import org.attunet.experiments.settings.Names;
import org.attunet.model.network.NetworkPlans;

/**
 * What {@code info} prints of a model.
 *
 * @param name experiment and run
 * @param network its variant and what is beside it
 * @param widths channels of each level
 * @param parameters how many numbers were trained
 * @param classes names, background first
 * @param spacing of voxels as the network sees them, mm; null where nobody said
 * @param inputSpacing of the scans it was trained on, mm; null where nobody said
 * @param flips axes along which it saw bodies mirrored; null where nobody said
 * @param window voxels of a window
 * @param calibration how its confidence was put right
 * @param quality what predicts the Dice of its masks; null where nothing was learned
 * @param card where it comes from; null where its file does not say
 */
record ModelDescription(
        String name,
        String network,
        List<Integer> widths,
        long parameters,
        List<String> classes,
        String spacing,
        String inputSpacing,
        List<String> flips,
        String window,
        Calibration calibration,
        DicePredictor quality,
        ModelCard card) {
    private static final String UNKNOWN = "not said by its file";

    static ModelDescription of(Model model, Optional<ModelCard> card) {
        Size window = model.inference().window();
        return new ModelDescription(
                model.name(),
                Names.kebab(model.network().variant()) + ", "
                        + Names.kebab(model.network().gate()) + " gates, "
                        + Names.kebab(model.network().norm()) + " norm"
                        + (model.network().residual() ? ", residual" : ""),
                model.network().widths(),
                NetworkPlans.parameterCount(model.network()),
                model.classes(),
                model.trainedOn().spacing().map(SpacingRange::text).orElse(null),
                model.trainedOn().inputSpacing().map(SpacingRange::text).orElse(null),
                model.trainedOn().flips().map(TrainedOn::letters).orElse(null),
                window.x() + "×" + window.y() + "×" + window.z(),
                model.calibration(),
                model.quality().orElse(null),
                card.orElse(null));
    }

    /** A line each, for people. */
    List<String> lines() {
        return Stream.concat(own().stream(), cardLines().stream()).toList();
    }

    /** What the model's settings say. */
    List<String> own() {
        List<String> lines = new ArrayList<>();
        row(lines, "model", name);
        row(lines, "network", network + ", widths " + widths + ", " + parameters + " parameters");
        row(lines, "classes", String.join(", ", classes));
        row(lines, "voxels", spacing == null ? UNKNOWN : spacing + " as the network sees them");
        row(lines, "scans", inputSpacing == null ? UNKNOWN : inputSpacing + " in training");
        row(lines, "flips seen", flips == null ? UNKNOWN : flips.isEmpty() ? "none" : String.join(", ", flips));
        row(lines, "window", window + " voxels");
        row(lines, "probabilities", probabilities());
        row(lines, "predicts Dice", predictedDice());
        return lines;
    }

    /** Where it comes from. */
    List<String> cardLines() {
        List<String> lines = new ArrayList<>();
        if (card == null) {
            row(lines, "card", "none; ./unet export RUN MODEL writes a model with one");
        } else {
            card(lines);
        }
        return lines;
    }

    private String probabilities() {
        return calibration.isFitted()
                ? String.format(
                        Locale.ROOT,
                        "temperature %.3f, fitted on %d voxels of %d validation cases: log loss %.4f, %.4f before",
                        calibration.temperature(),
                        calibration.voxels(),
                        calibration.cases(),
                        calibration.lossAfter(),
                        calibration.lossBefore())
                : "as the network gives them (temperature 1): nothing was fitted";
    }

    private String predictedDice() {
        return quality == null
                ? "no: nothing was learned of how good its masks are"
                : String.format(
                        Locale.ROOT,
                        "left out one at a time, %s; warns below %.2f",
                        quality.fit().text(),
                        quality.warnedBelow());
    }

    private void card(List<String> lines) {
        row(lines, "trained", card.trained() + " by version " + card.program() + " on " + card.device());
        ModelCard.Data data = card.data();
        row(
                lines,
                "data",
                String.format(
                        Locale.ROOT,
                        "%s: %d cases to train, %d to validate, %d kept back",
                        data.name(),
                        data.train(),
                        data.validation(),
                        data.test()));
        for (ModelCard.Score score : card.scores()) {
            row(
                    lines,
                    score.metric(),
                    String.format(
                            Locale.ROOT,
                            "%.3f ± %.3f, mean within %.3f … %.3f (95 %%), %d cases of %s",
                            score.mean(),
                            score.sd(),
                            score.low(),
                            score.high(),
                            score.cases(),
                            score.split()));
        }
        if (card.scores().isEmpty()) {
            row(lines, "scores", "none: it was not evaluated");
        }
        row(lines, "author", said(card.owner().author()));
        row(lines, "licence", said(card.owner().licence()));
        row(lines, "notes", said(card.owner().notes()));
    }

    private static String said(String text) {
        return text.isEmpty() ? "not said by its owner" : text;
    }

    /** Texts come from a file that anybody may have written: a terminal is not to obey them. */
    private static void row(List<String> lines, String name, String value) {
        String plain = value.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        lines.add(String.format(Locale.ROOT, "%-13s %s", name, plain));
    }
}
