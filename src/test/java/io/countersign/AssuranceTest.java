package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim of the assurance page rests on a test that is there. */
class AssuranceTest {

  private static final Path TESTS = Path.of("src/test/java/io/countersign");

  static Stream<String> namedTests() throws IOException {
    return Pattern.compile("`(\\w+(?:IT|Test)#\\w+)`")
        .matcher(Files.readString(Path.of("docs/reference/assurance.md")))
        .results()
        .map((MatchResult it) -> it.group(1))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("namedTests")
  void everyTestThatIsNamedExists(String named) throws IOException {
    String type = named.substring(0, named.indexOf('#'));
    String method = named.substring(named.indexOf('#') + 1);
    try (Stream<Path> files = Files.walk(TESTS)) {
      Path file =
          files
              .filter(it -> it.getFileName().toString().equals(type + ".java"))
              .findFirst()
              .orElseThrow();

      assertThat(Files.readString(file))
          .containsPattern("@(?:Test|ParameterizedTest|Property)[\\s\\S]*?void " + method + "\\(");
    }
  }
}
