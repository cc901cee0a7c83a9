package org.attunet.experiments.ui;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/**
 * Answers whose texts are safe as HTML. Deeplearning4j's pages put names of runs, workers, parameters and machines, which come from
 * a run's files, between their elements as they are; so they get them with the characters of HTML written as entities.
 */
final class EscapedAnswers {
    private static final String PAGES = "/train/";
    private static final ObjectMapper MAPPER =
            new ObjectMapper(JsonFactory.builder().build().setCharacterEscapes(new HtmlEscapes()));

    private EscapedAnswers() {}

    /**
     * The request, with an answer that escapes what the training UI's pages show.
     *
     * @param completion what is done to the answer first, where it is JSON
     */
    static HttpServerRequest of(HttpServerRequest request, Consumer<JsonNode> completion) {
        if (!request.path().startsWith(PAGES)) {
            return request;
        }
        HttpServerResponse response = escaped(request.response(), completion);
        // Where the type is not said, it is text.
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
        return Proxies.of(
                HttpServerRequest.class,
                request,
                (method, arguments) ->
                        method.getName().equals("response") ? response : Proxies.call(method, request, arguments));
    }

    private static HttpServerResponse escaped(HttpServerResponse response, Consumer<JsonNode> completion) {
        HttpServerResponse[] self = new HttpServerResponse[1];
        self[0] = Proxies.of(HttpServerResponse.class, response, (method, arguments) -> {
            if (method.getName().equals("end") && arguments != null && arguments[0] instanceof String body) {
                arguments[0] = escape(body, completion);
            }
            Object result = Proxies.call(method, response, arguments);
            return result == response ? self[0] : result;
        });
        return self[0];
    }

    /** JSON with every text in it escaped; what is no JSON as one text. */
    static String escape(String body, Consumer<JsonNode> completion) {
        try {
            JsonNode answer = MAPPER.readTree(body);
            completion.accept(answer);
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            StringBuilder escaped = new StringBuilder();
            body.chars().forEach(c -> escaped.append(HtmlEscapes.of((char) c)));
            return escaped.toString();
        }
    }

    private static final class HtmlEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final String SPECIAL = "<>&'\"`";

        private static String of(char character) {
            return SPECIAL.indexOf(character) < 0 ? String.valueOf(character) : "&#" + (int) character + ";";
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            SPECIAL.chars().forEach(c -> codes[c] = ESCAPE_CUSTOM);
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return new SerializedString(of((char) character));
        }
    }
}
