package org.attunet.experiments.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedAnswersTest {
    private static String escape(String body) {
        return EscapedAnswers.escape(body, answer -> {});
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"<, 60", ">, 62", "&, 38", "', 39", "`, 96"})
    void everyCharacterOfHtmlIsAnEntityInJsonAndInText(char character, int code) {
        assertThat(escape("[\"a" + character + "b\"]")).isEqualTo("[\"a&#" + code + ";b\"]");
        assertThat(escape("no json: a" + character + "b")).isEqualTo("no json: a&#" + code + ";b");
    }

    @Test
    void quotesAreEntitiesToo() {
        assertThat(escape("{\"a\\\"b\":\"c\\\"d\"}")).isEqualTo("{\"a&#34;b\":\"c&#34;d\"}");
        assertThat(escape("say \"a\"")).isEqualTo("say &#34;a&#34;");
    }

    @Test
    void whatIsNoTextStaysAsItIs() {
        assertThat(escape("{\"n\":[1,2.5,true,null],\"t\":\"plain – text\\n\\u0001\"}"))
                .isEqualTo("{\"n\":[1,2.5,true,null],\"t\":\"plain – text\\n\\u0001\"}");
        assertThat(escape("plain text…")).isEqualTo("plain text…");
    }

    private final List<Object> sent = new ArrayList<>();

    /** An answer that keeps what is sent, and calls that follow on it. */
    private HttpServerResponse response() {
        HttpServerResponse[] self = new HttpServerResponse[1];
        self[0] = stub(HttpServerResponse.class, (method, arguments) -> {
            if (arguments != null) {
                sent.addAll(Arrays.asList(arguments));
            }
            return method.getReturnType() == HttpServerResponse.class ? self[0] : null;
        });
        return self[0];
    }

    private HttpServerRequest request(String path) {
        HttpServerResponse response = response();
        return stub(
                HttpServerRequest.class, (method, arguments) -> method.getName().equals("path") ? path : response);
    }

    private static <T> T stub(Class<T> type, Proxies.Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> call.on(method, arguments)));
    }

    @Test
    void whatAPageOfTheTrainingUiSendsIsEscapedAndOfATypeThatIsNoPage() {
        HttpServerRequest escaped = EscapedAnswers.of(request("/train/overview"), answer -> {});
        escaped.response().setStatusCode(200).end("<b>");

        assertThat(sent).hasSize(4).contains("text/plain; charset=utf-8", 200).endsWith("&#60;b&#62;");
        assertThat(sent.get(0)).hasToString("content-type");
        assertThat(escaped.path()).isEqualTo("/train/overview");
    }

    @Test
    void bytesAreSentAsTheyAre() {
        Buffer bytes = Buffer.buffer("<b>");
        EscapedAnswers.of(request("/train/overview"), answer -> {}).response().end(bytes);
        EscapedAnswers.of(request("/train/overview"), answer -> {}).response().end();

        assertThat(sent).contains(bytes);
    }

    @Test
    void otherPagesAnswerForThemselves() {
        HttpServerRequest other = request("/runs/train/");
        assertThat(EscapedAnswers.of(other, answer -> {})).isSameAs(other);
    }
}
