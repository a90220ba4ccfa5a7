package io.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property(tries = 500)
  void isWhatAnotherImplementationWrites(@ForAll("objects") Map<String, Object> json)
      throws IOException {
    String written = JACKSON.writeValueAsString(json);

    assertThat(CanonicalJson.of(json)).isEqualTo(new JsonCanonicalizer(written).getEncodedString());
  }

  @Property(tries = 500)
  void readsBackWhatItWrote(@ForAll("objects") Map<String, Object> json) {
    String once = CanonicalJson.of(json);

    assertThat(CanonicalJson.of(JsonReader.read(once))).isEqualTo(once);
  }

  @Property(tries = 500)
  void doesNotDependOnTheOrderOfNames(
      @ForAll("objects") Map<String, Object> json, @ForAll long seed) {
    List<String> names = new ArrayList<>(json.keySet());
    Collections.shuffle(names, new Random(seed));
    Map<String, Object> shuffled = new LinkedHashMap<>();
    names.forEach(name -> shuffled.put(name, json.get(name)));

    assertThat(CanonicalJson.of(shuffled)).isEqualTo(CanonicalJson.of(json));
  }

  @Property(tries = 5_000)
  void numbersAreWrittenAsAnotherImplementationWritesThem(@ForAll("doubles") double number)
      throws IOException {
    String canonical = new JsonCanonicalizer("[" + number + "]").getEncodedString();

    assertThat("[" + JsonNumber.text(number) + "]").isEqualTo(canonical);
    assertThat(Double.parseDouble(JsonNumber.text(number)) + 0.0).isEqualTo(number + 0.0);
  }

  /** Next to zero the other implementation is wrong or fails: 1e-320 is such a number. */
  @Property
  void numbersNextToZeroAreWrittenShortest(@ForAll @LongRange(min = 1, max = 1L << 52) long bits) {
    double number = Double.longBitsToDouble(bits);
    String text = JsonNumber.text(number);

    assertThat(Double.parseDouble(text)).isEqualTo(number);
    BigDecimal written = new BigDecimal(text);
    if (written.precision() > 1) {
      var shorter = new MathContext(written.precision() - 1, RoundingMode.HALF_EVEN);
      assertThat(written.round(shorter).doubleValue()).isNotEqualTo(number);
    }
  }

  /** Appendix B of RFC 8785. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "0000000000000002, 1e-323",
    "00000000000007e8, 1e-320",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void numbersAreWrittenAsTheStandardShows(String bits, String text) {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(JsonNumber.text(number)).isEqualTo(text);
  }

  @Test
  void everyKindOfWholeNumberIsTheSame() {
    assertThat(
            CanonicalJson.of(
                List.of(
                    (byte) 7,
                    (short) 7,
                    7,
                    7L,
                    7f,
                    7d,
                    BigInteger.valueOf(7),
                    new BigDecimal("7.0"))))
        .isEqualTo("[7,7,7,7,7,7,7,7]");
  }

  @ParameterizedTest
  @MethodSource("whatIsNotExact")
  void refusesWhatWouldBecomeAnother(Object value) {
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(value));
  }

  static List<Object> whatIsNotExact() {
    List<Object> deep = List.of();
    for (int i = 0; i <= JsonReader.DEEPEST; i++) {
      deep = List.of(deep);
    }
    return List.of(
        (1L << 53) + 1,
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("0.1234567890123456789"),
        new BigDecimal("1e400"),
        0.1f,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        "half of a character \ud83d",
        Map.of(1, "a name that is no text"),
        new StringBuilder("no JSON"),
        deep);
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return RandomJson.objects();
  }

  @Provide
  Arbitrary<Double> doubles() {
    return RandomJson.doubles();
  }
}
