package org.attunet.experiments.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gets through to the pages and what does not, byte for byte as a client sends it. */
class FrontDoorTest {
    @TempDir
    private Path runs;

    private RunsUi ui;

    @BeforeEach
    void start() {
        ui = RunsUi.start(runs, 0);
    }

    @AfterEach
    void stop() {
        ui.close();
    }

    /** The answer to a request's lines, as far as the server sends one before it closes the connection. */
    private String answer(String... lines) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), ui.address().getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "X-None: 1" : String.join("\r\n", headers);
        return answer(
                "GET " + path + " HTTP/1.1", "Host: 127.0.0.1:" + ui.address().getPort(), more, "Connection: close");
    }

    private static void has(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST:1", "127.0.0.1:9000"})
    void thisMachinesOwnNamesAreAnswered(String host) throws IOException {
        has(answer("GET /train/overview HTTP/1.1", "Host: " + host, "Connection: close"), 200);
    }

    /** A name of somebody else's that leads here: the browser would take everything for that website's own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9000",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "localhost:80:80",
                "127.0.0.1@evil.example",
                "0.0.0.0",
                "127.0.0.2",
                ""
            })
    void otherNamesAreRefused(String host) throws IOException {
        has(answer("GET /train/overview HTTP/1.1", "Host: " + host), 421);
    }

    @Test
    void noNameAndTwoNamesAreRefused() throws IOException {
        has(answer("GET /compare/data HTTP/1.1"), 421);
        has(answer("GET /compare/data HTTP/1.1", "Host: localhost", "Host: evil.example"), 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "CONNECT", "PROPFIND"})
    void onlyGetIsAnswered(String method) throws IOException {
        assertThat(answer(method + " /tsne/upload HTTP/1.1", "Host: localhost", "Content-Length: 300000000"))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("\r\nallow: GET\r\n");
    }

    @Test
    void nothingIsUploadedWithAGetEither() throws IOException {
        has(get("/train/overview", "Content-Length: 300000000", "Content-Type: multipart/form-data; boundary=x"), 413);
        has(get("/train/overview", "Transfer-Encoding: chunked", "Content-Type: multipart/form-data; boundary=x"), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tsne",
                "/tsne/sessions",
                "/activations",
                "/samediff",
                "/remoteReceive",
                "/train/first/overview",
                "/setlang/xx",
                "/nothing",
                "/train/overview/",
                "/train/model/data/..",
                "/train/model/data/%2e%2E",
                "/train/model/data/.%2e",
                "/train/sessions/set/../../overview",
                "/compare/./data",
                "//train/overview",
                "/file-uploads/x"
            })
    void whatNoPageNeedsIsNotThere(String path) throws IOException {
        has(get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/js/train/missing.js",
                "/assets/webjars/missing/1/x.js",
                "/assets/",
                "/assets/js/train",
                "/assets/../logback.xml",
                "/assets/%2e%2e/logback.xml",
                "/assets/webjars/../../../logback.xml",
                "/assets/webjars/..%2f..%2f..%2flogback.xml",
                "/assets//etc/passwd",
                "/assets/webjars//etc/passwd",
                "/assets/js/..;/x.js",
                "/assets/js\\..\\x.js",
                "/assets/x%00.js"
            })
    void whatIsNoAssetIsNotFound(String path) throws IOException {
        has(get(path), 404);
    }

    @Test
    void anAssetHasItsType() throws IOException {
        assertThat(get("/assets/js/train/overview.js"))
                .startsWith("HTTP/1.1 200 ")
                .contains("content-type: application/javascript", "renderOverviewPage");
        assertThat(get("/assets/css/style.css")).contains("content-type: text/css");
    }

    @Test
    void otherWebsitesReadAndDoNothing() throws IOException {
        String[] embedded = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"};
        has(get("/setlang/de", embedded), 403);
        has(get("/compare/data", "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"), 403);
        has(get("/train/overview", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"), 200);
        has(get("/compare/data", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/train/overview", "/compare", "/compare/data", "/nothing", "/assets/css/style.css"})
    void everyAnswerTellsBrowsersToBeCareful(String path) throws IOException {
        assertThat(get(path, "Origin: http://evil.example"))
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "frame-ancestors 'none'",
                        "Cross-Origin-Resource-Policy: same-origin")
                .doesNotContainIgnoringCase("access-control-allow");
    }

    @Test
    void endlessLinesAreCutOff() throws IOException {
        assertThat(get("/" + "a".repeat(5000))).startsWith("HTTP/1.0 414 ");
        assertThat(get("/compare", "X-Long: " + "a".repeat(10_000))).startsWith("HTTP/1.1 431 ");
    }

    /** A run's name has a slash, which the pages send as it is. */
    @Test
    void aSessionIsChosenByItsName() throws IOException {
        TinySession.write(runs.resolve("baseline/one/stats.db"), "baseline/one", "w", 1);
        Files.writeString(runs.resolve("baseline/one/experiment.yaml"), "name: baseline\n");
        stop();
        start();
        has(get("/train/sessions/set/baseline/one"), 200);
        has(get("/train/sessions/set/baseline%2Fone"), 200);
        has(get("/train/sessions/set/baseline/two"), 400);
    }

    @Test
    void namesInAnswersAreEscaped() throws IOException {
        TinySession.write(runs.resolve("baseline/one/stats.db"), "<img src=x onerror=alert(1)>", "\"'>", 1);
        Files.writeString(runs.resolve("baseline/one/experiment.yaml"), "name: baseline\n");
        stop();
        start();
        assertThat(get("/train/sessions/info"))
                .contains("&#60;img src=x onerror=alert(1)&#62;")
                .doesNotContain("<img");
        assertThat(get("/train/sessions/current")).endsWith("&#60;img src=x onerror=alert(1)&#62;");
    }
}
