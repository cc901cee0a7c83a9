package org.attunet.experiments.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.sqlite.J7FileStatsStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class RunsUiTest {
    @TempDir
    private Path runs;

    @TempDir
    private Path elsewhere;

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private RunsUi ui;

    @BeforeEach
    void start() {
        ui = RunsUi.start(runs, 0);
    }

    @AfterEach
    void stop() {
        ui.close();
    }

    @Test
    void pagesAreServedWithoutReferenceToOtherHosts() throws Exception {
        for (String page : List.of("compare", "compare/compare.js", "compare/compare.css", "train/overview")) {
            HttpResponse<String> answer = get(page);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).doesNotContainPattern("(src|href)=.?(https?:)?//");
        }
        assertThat(get("assets/webjars/uplot/1.6.30/dist/uPlot.iife.min.js").statusCode())
                .isEqualTo(200);
    }

    /** Scripts and styles come from libraries of which many are left out of the class path. */
    @Test
    void everythingThatAPageNamesIsThere() throws Exception {
        for (String page : List.of("compare", "train/overview", "train/model", "train/system")) {
            List<String> named = Pattern.compile("(?:src|href)=\"/(assets/[^\"]+)\"")
                    .matcher(get(page).body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).as(page).isNotEmpty();
            for (String asset : named) {
                assertThat(get(asset).statusCode()).as(asset).isEqualTo(200);
            }
        }
    }

    @Test
    void thePagesLinkToEachOther() throws Exception {
        for (String page : List.of("", "/overview", "/model", "/system")) {
            assertThat(get("train" + page).body()).contains("href=\"/compare\"", "href=\"model\"");
        }
        assertThat(get("compare").body()).contains("href=\"/train/overview\"");
    }

    /** A run whose last update is at this millisecond of 1970. */
    private Path run(String name, int time) throws IOException {
        Path file = runs.resolve(name).resolve("stats.db");
        TinySession.write(file, name, "w", 2);
        TinySession.add(file, TinySession.report(name, "w", time));
        Files.writeString(file.resolveSibling("experiment.yaml"), "name: any\n");
        return file;
    }

    private String shownSession() throws Exception {
        return get("train/sessions/current").body();
    }

    @Test
    void thePagesOpenWithTheRunThatWroteLast() throws Exception {
        ui.close();
        run("a/stopped", 10);
        run("b/training", 30);
        Path other = run("c/stopped", 20);
        ui = RunsUi.start(runs, 0);

        get("train");
        assertThat(shownSession()).isEqualTo("b/training");

        TinySession.add(other, TinySession.report("c/stopped", "w", 40));
        for (int tries = 0; tries < 40 && !shownSession().startsWith("c"); tries++) {
            TimeUnit.MILLISECONDS.sleep(500);
            get("train/overview");
        }
        assertThat(shownSession()).isEqualTo("c/stopped");
    }

    @Test
    void aSessionThatWasChosenStaysFromPageToPage() throws Exception {
        ui.close();
        run("a/one", 10);
        run("b/<two> & 100 % + more", 20);
        ui = RunsUi.start(runs, 0);
        get("train/sessions/set/a/one");
        get("train/model");
        assertThat(shownSession()).isEqualTo("a/one");

        get("train");
        assertThat(shownSession()).contains("100 % + more");
    }

    /** In 1970 as this machine's clock shows it; the run time is what the last report says. */
    @Test
    void theOverviewSaysWhenARunBeganAndHowLongItRan() throws Exception {
        ui.close();
        Path file = run("a/one", 10);
        SbeStatsReport last = TinySession.report("a/one", "w", 20);
        last.reportPerformance(7_384_000, 4, 2, 1, 1);
        TinySession.add(file, last);
        ui = RunsUi.start(runs, 0);
        get("train");

        JsonNode rows =
                new ObjectMapper().readTree(get("train/overview/data").body()).get("perf");
        String start = LocalDateTime.ofInstant(Instant.EPOCH, ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
        assertThat(rows.get(0)).extracting(JsonNode::asText).containsExactly("Start Time", start);
        assertThat(rows.get(1)).extracting(JsonNode::asText).containsExactly("Total Runtime", "2:03:04");
    }

    @Test
    void scoresOfGivenMasksAreShownAndNotCalledOurs() throws Exception {
        Path theirs = Files.createDirectories(runs.resolve("theirs/1/evaluation"));
        Files.writeString(theirs.resolve("summary.json"), "{\"cases\": 2, \"split\": \"test\", \"metrics\": {}}");
        Files.writeString(theirs.resolve("masks.json"), "{\"source\": \"given masks\"}");
        Path ours = Files.createDirectories(runs.resolve("ours/1"));
        Files.writeString(ours.resolve("experiment.yaml"), "name: ours\n");
        JsonNode data = new ObjectMapper().readTree(get("compare/data").body());

        assertThat(data.get("runs").findValuesAsText("source")).containsExactly("ours", "given masks");
        assertThat(data.get("runs").get(1).get("summary").get("cases").asInt()).isEqualTo(2);
    }

    /** Each fold of a cross-validation beside the folder that holds the scores of all. */
    @Test
    void foldsAreRuns() throws Exception {
        Path whole = Files.createDirectories(runs.resolve("baseline/folds-1"));
        Path fold = Files.createDirectories(whole.resolve("fold-1/evaluation/overlays"));
        Files.writeString(whole.resolve("experiment.yaml"), "name: baseline\n");
        Files.writeString(whole.resolve("fold-1/experiment.yaml"), "name: baseline\n");
        Files.writeString(whole.resolve("fold-1/run.json"), "{\"outcome\": {\"state\": \"interrupted\"}}");
        Files.write(fold.resolve("case.png"), new byte[] {1});
        JsonNode shown = data().get("runs");
        assertThat(shown.findValuesAsText("id")).containsExactly("folds-1/fold-1", "folds-1");
        assertThat(shown.get(0).get("state").asText()).isEqualTo("interrupted");
        assertThat(get("compare/overlay/baseline/folds-1%2Ffold-1/case.png").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEmptyFolderHasNoRuns() throws Exception {
        assertThat(data().get("runs")).isEmpty();
    }

    @Test
    void thePublishedRowsStandBesideTheRuns() throws Exception {
        JsonNode published = data().get("published");
        assertThat(published).hasSize(5);
        JsonNode paper = published.get(0);
        assertThat(paper.get("name").asText()).isEqualTo("paper: Attention U-Net");
        assertThat(paper.at("/metrics/dice/mean").asDouble()).isEqualTo(0.821);
        assertThat(paper.at("/metrics/dice/sd").asDouble()).isEqualTo(0.057);
        assertThat(published.get(1).at("/metrics/dice").has("sd")).isFalse();
    }

    @Test
    void aRunInProgressIsShownAsFarAsItIs() throws Exception {
        Path run = Files.createDirectories(runs.resolve("baseline/first"));
        Files.writeString(run.resolve("experiment.yaml"), "training:\n  epochs: 4\n  learning-rate: 0.001\n");
        Files.writeString(run.resolve("history.csv"), "epoch,loss,validation_dice\n1,0.9,\n2,0.8,0.25\n3,0.");
        JsonNode shown = data().get("runs").get(0);
        assertThat(shown.get("settings").get("training.learning-rate").asText()).isEqualTo("0.001");
        assertThat(shown.get("history").get("loss").toString()).isEqualTo("[0.9,0.8]");
        assertThat(shown.get("history").get("validation_dice").toString()).isEqualTo("[null,0.25]");
        assertThat(shown.get("overlays")).isEmpty();
    }

    /** Statistics that appear after the UI has opened the file: another connection writes them, as another process would. */
    @Test
    void aSessionThatBeginsLaterIsTakenNoteOf() throws Exception {
        Path run = Files.createDirectories(runs.resolve("baseline/first"));
        Files.writeString(run.resolve("experiment.yaml"), "name: baseline\n");
        // A damaged one, which comes first, hides no other.
        Path damaged = Files.createDirectories(runs.resolve("alpha/first"));
        Files.writeString(damaged.resolve("experiment.yaml"), "name: alpha\n");
        Files.write(damaged.resolve("stats.db"), new byte[5000]);
        J7FileStatsStorage written =
                new J7FileStatsStorage(run.resolve("stats.db").toFile());
        try {
            TimeUnit.SECONDS.sleep(5);
            StatsListener listener = new StatsListener(written, 1);
            listener.setSessionID("baseline/first");
            MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .list(new OutputLayer.Builder(LossFunction.MSE)
                            .nIn(2)
                            .nOut(2)
                            .build())
                    .build());
            network.init();
            network.setListeners(listener);
            for (int n = 0; n < 3; n++) {
                network.fit(Nd4j.ones(1, 2), Nd4j.ones(1, 2));
            }
            String sessions = "";
            for (int tries = 0; tries < 40 && !sessions.contains("baseline/first"); tries++) {
                TimeUnit.MILLISECONDS.sleep(500);
                sessions = get("train/sessions/info").body();
            }
            assertThat(sessions).contains("baseline/first", "MultiLayerNetwork");
        } finally {
            written.close();
        }
    }

    @Test
    void onlyPicturesOfARunAreGivenOut() throws Exception {
        Path pictures = Files.createDirectories(runs.resolve("baseline/first/evaluation/overlays"));
        Files.write(pictures.resolve("case 1.png"), new byte[] {1, 2, 3});
        Files.write(runs.resolve("secret.png"), new byte[] {4});
        assertThat(get("compare/overlay/baseline/first/case%201.png").statusCode())
                .isEqualTo(200);
        assertThat(get("compare/overlay/baseline/first/other.png").statusCode()).isEqualTo(404);
        assertThat(get("compare/overlay/baseline/first/..%2f..%2f..%2f..%2fsecret.png")
                        .statusCode())
                .isEqualTo(404);
    }

    /** Links in somebody else's runs folder to files, to folders, and out of the run by a link of a link. */
    @Test
    void picturesOutsideTheRunsFolderAreNotReachedByLinks() throws Exception {
        Path outside = Files.createDirectories(elsewhere.resolve("overlays"));
        Files.write(outside.resolve("secret.png"), new byte[] {4});
        Path evaluation = Files.createDirectories(runs.resolve("baseline/first/evaluation/overlays"));
        Files.createSymbolicLink(evaluation.resolve("file.png"), outside.resolve("secret.png"));
        Files.createSymbolicLink(evaluation.resolve("twice.png"), evaluation.resolve("file.png"));
        Files.createDirectories(runs.resolve("baseline/second/evaluation"));
        Files.createSymbolicLink(runs.resolve("baseline/second/evaluation/overlays"), outside);
        Files.createDirectories(runs.resolve("baseline/third"));
        Files.createSymbolicLink(runs.resolve("baseline/third/evaluation"), elsewhere);
        for (String path : List.of("first/file", "first/twice", "second/secret", "third/secret")) {
            assertThat(get("compare/overlay/baseline/" + path + ".png").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    /** Runs that were moved to another disk, with a link in their place; what links within them lead to is still not shown. */
    @Test
    void aRunOrAnExperimentMayBeALinkToAnotherDisk() throws Exception {
        Path moved = Files.createDirectories(elsewhere.resolve("disk/first"));
        Path pictures = Files.createDirectories(moved.resolve("fold-1/evaluation/overlays"));
        Files.write(pictures.resolve("case.png"), new byte[] {1});
        Files.createDirectories(moved.resolve("evaluation"));
        Files.createSymbolicLink(moved.resolve("evaluation/overlays"), pictures);
        Files.createSymbolicLink(moved.resolve("fold-2"), moved.resolve("fold-1"));
        Files.createSymbolicLink(
                pictures.resolve("link.png"), Files.write(elsewhere.resolve("secret.png"), new byte[] {4}));
        Files.createDirectories(runs.resolve("baseline"));
        Files.createSymbolicLink(runs.resolve("baseline/first"), moved);
        Files.createSymbolicLink(runs.resolve("other"), moved.getParent());
        RunsFolder folder = new RunsFolder(runs);
        for (String experiment : List.of("baseline", "other")) {
            assertThat(folder.overlay(experiment, "first/fold-1", "case.png"))
                    .hasValue(pictures.toRealPath().resolve("case.png"));
            assertThat(folder.overlay(experiment, "first/fold-1", "link.png")).isEmpty();
            assertThat(folder.overlay(experiment, "first/fold-2", "case.png")).isEmpty();
            assertThat(folder.overlay(experiment, "first", "case.png")).isEmpty();
        }
        assertThat(get("compare/overlay/baseline/first%2Ffold-1/case.png").statusCode())
                .isEqualTo(200);
        for (String run : List.of("..", ".", "", "first/..", "first/../first", "first/fold-1/../fold-1", "/first")) {
            assertThat(folder.overlay("baseline", run, "case.png")).as(run).isEmpty();
        }
    }

    /** The folder of the runs may itself be reached by a link: that one is the user's own. */
    @Test
    void theRunsFolderMayBeALink() throws Exception {
        Path pictures = Files.createDirectories(runs.resolve("baseline/first/evaluation/overlays"));
        Files.write(pictures.resolve("case.png"), new byte[] {1});
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), runs);
        assertThat(new RunsFolder(link).overlay("baseline", "first", "case.png"))
                .hasValue(pictures.toRealPath().resolve("case.png"));
        assertThat(new RunsFolder(link).overlay("..", "first", "case.png")).isEmpty();
    }

    /** What no program of ours wrote is left out, and hides no other run. */
    @Test
    void oddFilesOfARunHideNoOther() throws Exception {
        Path good = Files.createDirectories(runs.resolve("baseline/good"));
        Files.writeString(good.resolve("experiment.yaml"), "name: baseline\n");
        Path odd = Files.createDirectories(runs.resolve("baseline/odd"));
        Files.writeString(odd.resolve("experiment.yaml"), "[".repeat(10_000));
        Files.writeString(odd.resolve("run.json"), "[".repeat(10_000));
        Files.createDirectories(odd.resolve("evaluation"));
        Files.writeString(odd.resolve("evaluation/summary.json"), "null");
        Files.createSymbolicLink(odd.resolve("history.csv"), Path.of("/dev/zero"));
        JsonNode shown = data().get("runs");
        assertThat(shown.findValuesAsText("id")).containsExactly("good", "odd");
        assertThat(shown.get(1).get("summary").isObject()).isTrue();
        assertThat(shown.get(1).get("history")).isEmpty();
    }

    /** By HTTP/2, which Java's own client speaks: what {@link FrontDoorTest} shows of HTTP/1.1. */
    @Test
    void nothingIsUploaded() throws Exception {
        URI uri = URI.create(ui.address() + "tsne/upload");
        HttpRequest upload = HttpRequest.newBuilder(uri)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]))
                .build();
        get("compare");
        assertThat(client.send(upload, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        assertThat(get("compare").version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void nobodyElseCanReachIt() throws IOException {
        int port = ui.address().getPort();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        Assumptions.assumeFalse(others.isEmpty());
        for (InetAddress other : others) {
            assertThatThrownBy(() -> new Socket().connect(new InetSocketAddress(other, port), 1000))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private JsonNode data() throws Exception {
        return new ObjectMapper().readTree(get("compare/data").body());
    }

    /** A graph as training writes it. */
    private static String graph() {
        NetworkSettings network = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
        LossSettings loss = new LossSettings(LossKind.DICE_CE, 0.5, 2, List.of(1.0, 3.0));
        NetworkGraph graph =
                AttentionUNet.training(network, loss, new TorchAdam(0.01), 9, BackendChoice.AUTO.resolve());
        return graph.getConfiguration().toJson();
    }

    /** Each build names its classes in the JSON of a graph. */
    @Test
    void theGraphsOfThisAndOfEarlierBuildsAreShown() throws Exception {
        String now = graph();
        String between = now.replace("graph.ConvBlockLayer", "graph.ConvUnit");
        String before = between.replace("graph.ConvUnit", "layer.ConvUnit")
                .replace("graph.LossLayer", "loss.LossLayer")
                .replaceAll("model\\.graph\\.(\\w+Vertex)", "model.vertex.$1");
        assertThat(before).contains("model.layer.ConvUnit").doesNotContain("attunet.model.graph");
        for (String json : List.of(now, between, before)) {
            String name = json.equals(before) ? "org.attunet.model.engine.NetworkGraph" : NetworkGraph.class.getName();
            ui.close();
            Path file = runs.resolve("baseline/first/stats.db");
            TinySession.write(file, "baseline/first", "w", 1, name, json);
            Files.writeString(file.resolveSibling("experiment.yaml"), "name: baseline\n");
            ui = RunsUi.start(runs, 0);
            assertThat(get("train/sessions/set/baseline/first").statusCode()).isEqualTo(200);
            assertThat(get("train/model/graph").body()).contains("encoder1.conv2");
            // The second of the layers that the graph lists, after the input.
            assertThat(get("train/model/data/1").body())
                    .contains("encoder1.conv1", "\"layerInfo\"", "\"relu\"", "WeightInitRelu")
                    .doesNotContain("sigmoid", "Xavier");
            Files.delete(file);
        }
    }

    @Test
    void aLayerThatThereIsNotIsNoPage() throws Exception {
        Path file = runs.resolve("baseline/first/stats.db");
        TinySession.write(file, "baseline/first", "w", 1, NetworkGraph.class.getName(), graph());
        Files.writeString(file.resolveSibling("experiment.yaml"), "name: baseline\n");
        ui.close();
        ui = RunsUi.start(runs, 0);
        assertThat(get("train/sessions/set/baseline/first").statusCode()).isEqualTo(200);
        assertThat(get("train/model/data/0").statusCode()).isEqualTo(200);
        for (String layer : List.of("4000", "999999999", "-1", "x", "1.5", "%00")) {
            assertThat(get("train/model/data/" + layer).statusCode()).as(layer).isEqualTo(404);
        }
        get("train/workers/setByIdx/5");
        assertThat(get("train/model/data/0").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create(ui.address() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
