package org.attunet.experiments.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedAnswersTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"<, 60", ">, 62", "&, 38", "', 39", "`, 96"})
    void everyCharacterOfHtmlIsAnEntityInJsonAndInText(char character, int code) {
        assertThat(EscapedAnswers.escape("[\"a" + character + "b\"]")).isEqualTo("[\"a&#" + code + ";b\"]");
        assertThat(EscapedAnswers.escape("no json: a" + character + "b")).isEqualTo("no json: a&#" + code + ";b");
    }

    @Test
    void quotesAreEntitiesToo() {
        assertThat(EscapedAnswers.escape("{\"a\\\"b\":\"c\\\"d\"}")).isEqualTo("{\"a&#34;b\":\"c&#34;d\"}");
        assertThat(EscapedAnswers.escape("say \"a\"")).isEqualTo("say &#34;a&#34;");
    }

    @Test
    void whatIsNoTextStaysAsItIs() {
        assertThat(EscapedAnswers.escape("{\"n\":[1,2.5,true,null],\"t\":\"plain – text\\n\\u0001\"}"))
                .isEqualTo("{\"n\":[1,2.5,true,null],\"t\":\"plain – text\\n\\u0001\"}");
        assertThat(EscapedAnswers.escape("plain text…")).isEqualTo("plain text…");
    }
}
