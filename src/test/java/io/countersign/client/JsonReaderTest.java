package io.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Property(tries = 500)
  void readsWhatAnotherImplementationWrites(@ForAll("objects") Map<String, Object> json)
      throws JsonProcessingException {
    String written = JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);

    assertThat(JsonReader.read(written)).isEqualTo(json);
  }

  /** What it takes, another strict reader takes as well; it may be stricter. */
  @Property(tries = 3_000)
  void takesNothingThatIsDamaged(
      @ForAll("objects") Map<String, Object> json, @ForAll int at, @ForAll char character)
      throws JsonProcessingException {
    var text = new StringBuilder(JACKSON.writeValueAsString(json));
    text.setCharAt(Math.floorMod(at, text.length()), character);

    try {
      JsonReader.read(text.toString());
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThatCode(() -> JACKSON.readTree(text.toString())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "[1 2]",
        "{\"a\":1} {}",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "1e400",
        "NaN",
        "Infinity",
        "tru",
        "nul",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\ud83d\"",
        "\"\t\"",
        "// no\n1",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "\ufeff1",
        "\u00a01",
        "\"\\u\u0661\u0661\u0661\u0661\""
      })
  void refusesWhatIsNotExactlyOneValue(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read(text));
  }

  @Test
  void refusesMoreLevelsThanTheLimit() {
    String deep = "[".repeat(1_000_000);

    assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read(deep));
  }

  @Test
  void refusesNumbersOfMoreDigitsThanTheLimit() {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read("1".repeat(65)));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = "{\"a\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.readObject(latin));
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return RandomJson.objects();
  }
}
