package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless Chromium that reaches no network at all; {@code attunet.browser} where it has another name. */
record Browser(Path folder) {
    /** Long enough for a viewer in software; the browser's own clock, not ours. */
    private static final int MILLISECONDS = 20_000;

    /** The page's elements after its scripts have run for a while. */
    String elements(Path page) throws IOException, InterruptedException {
        return open(page, "--dump-dom");
    }

    /** A picture of the page, to be looked at. */
    Path screenshot(Path page, String name) throws IOException, InterruptedException {
        Path picture = Files.createDirectories(Path.of("target", "screenshots"))
                .resolve(name + ".png")
                .toAbsolutePath();
        open(page, "--screenshot=" + picture);
        return picture;
    }

    private String open(Path page, String what) throws IOException, InterruptedException {
        Path output = folder.resolve("browser.txt");
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("attunet.browser", "chromium"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--enable-unsafe-swiftshader",
                        "--hide-scrollbars",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1400,5200",
                        "--virtual-time-budget=" + MILLISECONDS,
                        what,
                        page.toUri().toString()))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
