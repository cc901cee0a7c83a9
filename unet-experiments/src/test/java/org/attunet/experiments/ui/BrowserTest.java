package org.attunet.experiments.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.Overlay;
import org.attunet.experiments.cli.UnetProcess;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The comparison page and the training UI in a headless Chromium that can reach nothing but this machine. Only under the profile
 * {@code browser}; screenshots stay in {@code target/screenshots} to be looked at. The browser is {@code attunet.browser}, chromium
 * where that is not given.
 */
@Tag("browser")
class BrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** As in compare.js: the colours of the first two runs. */
    private static final List<Color> COLOURS = List.of(new Color(0x2f6fde), new Color(0xd9482b));

    private static final Pattern EPOCHS = Pattern.compile("(\\d+) of 100000 epochs");

    /** What the live run trains. */
    private static final NetworkSettings TRAINED = NetworkSettings.reference(1, 2, List.of(2, 3, 4))
            .withHead(Head.LINEAR)
            .withSupervision(2);

    @TempDir
    private Path folder;

    private Path runs;
    private RunsUi ui;

    @BeforeEach
    void start() throws IOException {
        runs = Files.createDirectories(folder.resolve("runs"));
        ui = RunsUi.start(runs, 0);
    }

    @AfterEach
    void stop() {
        ui.close();
    }

    private void run(String experiment, double rate, double dice, Color picture) throws IOException {
        Path run = Files.createDirectories(runs.resolve(experiment).resolve("one"));
        Files.writeString(
                run.resolve("experiment.yaml"),
                "name: " + experiment + "\ntraining:\n  epochs: 4\n  batch: 2\n  learning-rate: " + rate + "\n");
        Files.writeString(
                run.resolve("history.csv"),
                "epoch,loss,validation_dice,learning_rate,seconds\n1,0.9,,1e-3,1\n2,0.7," + dice / 2
                        + ",1e-3,1\n3,0.6,,1e-3,1\n4,0.5," + dice + ",1e-3,1\n");
        EvaluationFolder evaluation = new EvaluationFolder(run.resolve("evaluation"));
        evaluation.write("test", List.of(new Scores("case_7", Map.of(Metric.DICE, dice), "")));
        BufferedImage image = new BufferedImage(1300, 700, BufferedImage.TYPE_INT_RGB);
        Overlay.Place place = Overlay.places().get(2);
        for (int n = 0; n < place.edge() * place.edge(); n++) {
            image.setRGB(place.x() + n % place.edge(), place.y() + n / place.edge(), picture.getRGB());
        }
        Files.createDirectories(evaluation.overlay("case_7").getParent());
        ImageIO.write(image, "png", evaluation.overlay("case_7").toFile());
    }

    /** A page's elements after its scripts have run for a while, with a screenshot beside. */
    private String show(String page, String screenshot) throws IOException, InterruptedException {
        Path picture = Files.createDirectories(SCREENSHOTS)
                .resolve(screenshot + ".png")
                .toAbsolutePath();
        browse(page, "--screenshot=" + picture);
        return browse(page, "--dump-dom");
    }

    private String browse(String page, String what) throws IOException, InterruptedException {
        Path output = folder.resolve("browser.txt");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("attunet.browser", "chromium"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1500,2100",
                "--virtual-time-budget=9000",
                what,
                ui.address() + page));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static long pixels(String screenshot, Color colour) throws IOException {
        BufferedImage image =
                ImageIO.read(SCREENSHOTS.resolve(screenshot + ".png").toFile());
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == (colour.getRGB() & 0xffffff) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void twoRunsStandSideBySideWithWhatWasPublished() throws Exception {
        run("alpha", 0.001, 0.8, Color.GREEN);
        run("beta", 0.002, 0.6, Color.MAGENTA);

        String page = show("compare", "compare");

        assertThat(page).contains("alpha/one", "beta/one", "4 of 4 epochs, best Dice 0.800", "looked at");
        assertThat(page.replaceAll("<[^>]*>", ""))
                .contains(
                        "training.learning-rate",
                        "paper: Attention U-Net",
                        "0.821 ± 0.057",
                        "reference project: deeper");
        // What is the same is not listed.
        assertThat(page).doesNotContain("training.batch");
        assertThat(page).contains("case_7", "axial 3 of 6", "/compare/overlay/alpha/one/case_7.png");
        for (Color colour : COLOURS) {
            assertThat(pixels("compare", colour)).as("curve of " + colour).isGreaterThan(300);
        }
        for (Color picture : List.of(Color.GREEN, Color.MAGENTA)) {
            assertThat(pixels("compare", picture)).as("slice in " + picture).isGreaterThan(50_000);
        }
    }

    @Test
    void runsAreChosenByTheAddress() throws Exception {
        run("alpha", 0.001, 0.8, Color.GREEN);
        run("beta", 0.002, 0.6, Color.MAGENTA);

        show("compare#beta%2Fone", "chosen");

        assertThat(pixels("chosen", COLOURS.get(0))).isLessThan(50);
        assertThat(pixels("chosen", COLOURS.get(1))).isGreaterThan(300);
    }

    @Test
    void anEmptyFolderSaysHowToFillIt() throws Exception {
        assertThat(show("compare", "empty")).contains("No run yet").doesNotContain("no answer from the training UI");
    }

    /** A run that somebody else made, whose names are scripts; one of each kind that a browser runs. */
    @Test
    void namesOfARunRunNoScript() throws Exception {
        run("alpha", 0.001, 0.8, Color.GREEN);
        String script =
                "<script>document.body.dataset.hostile = 1</script><img src=x onerror=document.body.dataset.hostile=1>'\">";
        TinySession.write(runs.resolve("alpha/one/stats.db"), script, script, 3);
        // Two sessions, two workers: so both are offered for choice.
        TinySession.write(runs.resolve("alpha/one/stats.db"), script, "other", 3);
        TinySession.write(runs.resolve("alpha/one/stats.db"), script + 2, script, 3);
        Path named = Files.createDirectories(runs.resolve("alpha/<img src=x onerror=document.body.dataset.hostile=1>"));
        Files.writeString(
                named.resolve("experiment.yaml"),
                "name: \"" + "<script>document.body.dataset.hostile = 1</script>\"\n");
        wait("train/overview", page -> page.contains("&lt;script&gt;document.body"));
        for (String page : List.of("train/overview", "train/model", "train/system", "compare")) {
            assertThat(show(page, "hostile-" + page.replace('/', '-')))
                    .as(page)
                    .doesNotContain("data-hostile", "<img src=\"x\"", "<script>document.body")
                    .contains("&lt;img src=x");
        }
    }

    /** The policy on scripts stops none of the pages' own. */
    @Test
    void theTrainingPagesShowARun() throws Exception {
        run("alpha", 0.001, 0.8, Color.GREEN);
        TinySession.write(runs.resolve("alpha/one/stats.db"), "alpha/one", "here", 3);
        wait("train/overview", page -> page.contains("<td id=\"nLayers\">1</td>"));
        assertThat(show("train/overview", "overview")).contains("flot-base");
        assertThat(show("train/system", "system")).contains("<td id=\"hostName\">here</td>");
    }

    /** Another process trains while both pages are open: what it has done so far is there, and more of it later. */
    @Test
    void aRunInProgressInAnotherProcessIsShownLive() throws Exception {
        unet("phantom", "--out", folder.resolve("data").toString(), "--cases", "4", "--size", "16")
                .waitFor();
        Process training = unet(
                "train",
                "--experiment",
                "baseline",
                "--scale",
                "demo",
                "--data",
                folder.resolve("data").toString(),
                "--runs",
                runs.toString(),
                "--set",
                "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=100000;training.validate-every=5");
        try {
            int first = epochs(wait("compare", page -> epochs(page) > 0));
            wait("compare", page -> epochs(page) > first);
            wait("train/overview", page -> page.contains("<td id=\"nLayers\">13</td>"));
            show("compare", "live");
            // Parameters as show counts them, and the rows that Deeplearning4j leaves empty.
            assertThat(show("train/overview", "live-overview"))
                    .contains("<td id=\"nParams\">" + NetworkPlans.parameterCount(TRAINED) + "</td>")
                    .containsPattern("<td id=\"startTime\">20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d</td>")
                    .containsPattern("<td id=\"totalRuntime\">\\d+:\\d\\d:\\d\\d</td>");
            assertThat(show("train/system", "live-system")).containsPattern("<td id=\"jvmName\">\\w+");
            show("train/model", "live-model");
            assertThat(pixels("live-model", Color.BLACK) - pixels("live-system", Color.BLACK))
                    .as("the graph's layers")
                    .isGreaterThan(2000);
            assertThat(training.isAlive()).isTrue();
        } finally {
            training.destroyForcibly().waitFor();
        }
    }

    private int epochs(String page) {
        Matcher found = EPOCHS.matcher(page);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** Looks at a page again and again until it shows what is wanted; a busy machine may take a while. */
    private String wait(String page, Predicate<String> wanted) throws IOException, InterruptedException {
        String shown = browse(page, "--dump-dom");
        for (int tries = 0; tries < 20 && !wanted.test(shown); tries++) {
            TimeUnit.SECONDS.sleep(1);
            shown = browse(page, "--dump-dom");
        }
        assertThat(shown).as(page).matches(wanted);
        return shown;
    }

    private static Process unet(String... arguments) throws IOException {
        return UnetProcess.of(Stream.of(arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
