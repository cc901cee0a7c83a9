package org.attunet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Model;
import org.attunet.model.engine.BackendChoice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationServiceTest {
    private static final int CLIENTS = 6;

    private final Model model = TinyModel.create();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private SegmentationService service;

    @BeforeEach
    void start() throws IOException {
        service = new SegmentationService(model, 0, 2);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CompletableFuture<HttpResponse<byte[]>> post(BodyPublisher body) {
        return client.sendAsync(HttpRequest.newBuilder(service.uri()).POST(body).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void everyClientGetsTheMaskOfItsScan() throws IOException {
        List<byte[]> expected = new ArrayList<>();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int n = 1; n <= CLIENTS; n++) {
            Volume ct = Phantom.generate(PhantomSettings.cube(CLIENTS, 20, 1, Difficulty.EASY), n)
                    .image();
            Path scan = folder.resolve(n + ".nii.gz");
            NiftiWriter.write(ct, scan);
            Path mask = folder.resolve("mask-" + n + ".nii.gz");
            NiftiWriter.write(
                    model.segmenter(BackendChoice.AUTO.resolve()).segment(ct).mask(), mask);
            expected.add(Files.readAllBytes(mask));
            answers.add(post(BodyPublishers.ofFile(scan)));
        }

        for (int n = 0; n < CLIENTS; n++) {
            HttpResponse<byte[]> answer = answers.get(n).join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(expected.get(n));
        }
    }

    @Test
    void aFileThatIsNoScanIsAnsweredByWhatIsWrong() {
        HttpResponse<byte[]> answer =
                post(BodyPublishers.ofString("not a scan")).join();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("this is no NIfTI file");
    }
}
