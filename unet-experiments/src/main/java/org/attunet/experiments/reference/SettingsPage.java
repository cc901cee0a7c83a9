package org.attunet.experiments.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.settings.RenamedSettings;
import org.attunet.experiments.settings.SettingsGuide;
import org.attunet.experiments.settings.SettingsGuide.Setting;
import org.attunet.experiments.sweep.SweepFile;

/** The page on every setting there is, in Markdown, written from what the program itself reads. */
public final class SettingsPage {
    private static final String HEAD = """
            # Settings

            <!-- Written by: ./unet settings --out docs --force -->

            An experiment is a YAML file that says what it changes; everything else is as in the experiment or file that it `extends`,
            in the end the defaults below. What stands under `demo:` or `full:` is laid over the rest at that scale. On top come
            `--set path=value` and Maven's `-Dset="path=value;path=value"`. `./unet show NAME` prints an experiment with everything
            filled in. A key that does not exist, a value that does not fit, a setting that contradicts another: all are said at once,
            each with its file, line and path, before anything begins.

            ```yaml
            # yaml-language-server: $schema=experiment.schema.json
            extends: baseline
            training:
              learning-rate: 3e-4
            demo:
              training:
                epochs: 20
            ```

            [experiment.schema.json](experiment.schema.json) and [sweep.schema.json](sweep.schema.json) let editors complete and check
            such files.
            """;

    private static final String SWEEPS = """

            ## Sweep files

            `./unet sweep --sweep FILE`. A sweep either trains named `experiments` or searches a `space`; `settings` are laid over
            every candidate. The same command again goes on where it stopped; `RUNS/<name>.csv` is its table, and `RUNS/<name>.png`
            shows the scores of a search against each setting. Paths in `space` may be dotted or nested; each is `{values: […]}` or
            `{min, max, scale: linear|log|integer}`. The score is the highest validation Dice; a search never looks at test cases.

            ```yaml
            # yaml-language-server: $schema=sweep.schema.json
            base: baseline
            candidates: 8
            rungs: 3
            settings:
              training.epochs: 24
            space:
              training.learning-rate: {min: 0.0005, max: 0.008, scale: log}
              loss.kind: {values: [dice, dice-ce]}
            ```

            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private SettingsPage() {}

    /** The whole page. */
    public static String markdown() {
        SettingsPage page = new SettingsPage();
        page.settings();
        page.presets();
        page.experiments();
        page.oldNames();
        page.page.append(SWEEPS);
        page.sweeps();
        return page.page.toString();
    }

    private void settings() {
        Map<String, String> full = Experiments.flat(load("defaults", Scale.FULL));
        Map<String, String> demo = Experiments.flat(load("defaults", Scale.DEMO));
        tableHead("An experiment", "setting | default | at demo scale | takes | ");
        for (Setting setting : Experiments.guide().settings()) {
            if (!setting.isGroup()) {
                String usual = value(full, setting.path());
                String small = value(demo, setting.path());
                row(setting.path(), usual, small.equals(usual) ? "" : small, setting.takes(), setting.meaning());
            } else if (setting.path().contains(".")) {
                row("**" + setting.path() + "**", "", "", "", setting.meaning());
            } else {
                page.append("\n## ")
                        .append(setting.path())
                        .append("\n\n")
                        .append(setting.meaning())
                        .append('\n');
                columns("setting | default | at demo scale | takes | ");
            }
        }
    }

    private void presets() {
        List<String> presets = PreprocessingSettings.PRESETS;
        tableHead("What `data.preset` stands for", "setting | " + String.join(" | ", presets));
        List<Map<String, String>> values = presets.stream()
                .map(preset -> Experiments.flat(
                        Experiments.load("defaults", Optional.of(Scale.FULL), List.of("data.preset=" + preset))))
                .toList();
        for (String path : values.get(0).keySet()) {
            List<String> cells =
                    new ArrayList<>(values.stream().map(v -> v.get(path)).toList());
            if (cells.stream().distinct().count() > 1 && !path.equals("data.preset")) {
                cells.add(0, path);
                row(cells.toArray(String[]::new));
            }
        }
    }

    private void experiments() {
        tableHead("What the shipped experiments change", "experiment | at full scale | at demo scale");
        for (String name : Experiments.names()) {
            row(name, changes(name, Scale.FULL), changes(name, Scale.DEMO));
        }
    }

    private void oldNames() {
        tableHead("Names of earlier versions, which are still read", "setting | is now called");
        RenamedSettings.names().forEach(this::row);
    }

    private static String changes(String name, Scale scale) {
        return Experiments.differences(load("defaults", scale), load(name, scale)).stream()
                .filter(difference -> !difference.startsWith("name: "))
                .map(difference -> difference.replaceFirst(": .* → ", " = "))
                .collect(Collectors.joining("; "));
    }

    private void sweeps() {
        page.append("| setting | default | takes | |\n|---|---|---|---|\n");
        Map<String, String> defaults = SweepFile.defaults();
        SettingsGuide guide = SweepFile.guide();
        guide.settings().forEach(s -> row(s.path(), defaults.get(s.path()), s.takes(), s.meaning()));
    }

    private static Experiment load(String name, Scale scale) {
        return Experiments.load(name, Optional.of(scale), List.of());
    }

    /** A value, or the values of a group that is one line. */
    private static String value(Map<String, String> flat, String path) {
        return flat.containsKey(path)
                ? flat.get(path)
                : flat.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(path + "."))
                        .map(entry -> entry.getKey().substring(path.length() + 1) + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private void tableHead(String title, String columns) {
        page.append("\n## ").append(title).append('\n');
        columns(columns);
    }

    private void columns(String columns) {
        page.append("\n| ").append(columns).append(" |\n|");
        page.append("---|".repeat(columns.split("\\|", -1).length)).append('\n');
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells).replace("\n", " ")).append(" |\n");
    }
}
