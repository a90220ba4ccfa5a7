package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.history.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit speaks in sentences from one table, and the page for its readers knows every kind. */
class SentenceTest {

  private static final Path SOURCES = Path.of("src/main/java/io/countersign/exporter");

  @ParameterizedTest
  @EnumSource(Sentence.class)
  void isUsed(Sentence sentence) throws IOException {
    assertThat(stories()).contains("Sentence." + sentence.name() + ".of(");
  }

  @ParameterizedTest
  @EnumSource(EntryKind.class)
  void isDocumented(EntryKind kind) throws IOException {
    assertThat(Files.readString(Path.of("docs/reference/audit.md")))
        .contains("| `" + kind.word() + "` |");
  }

  @Test
  void noStoryHasSentencesOfItsOwn() throws IOException {
    List<String> own =
        stories().lines().filter(it -> it.matches(".*\"[A-Z][a-z]+ [^\"]* [^\"]*\\.\".*")).toList();

    assertThat(own).isEmpty();
  }

  private static String stories() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .filter(it -> !it.endsWith("Sentence.java"))
          .filter(
              it ->
                  it.toString().endsWith("Story.java")
                      || it.endsWith("Narrator.java")
                      || it.endsWith("Interruption.java")
                      || it.endsWith("Document.java"))
          .map(SentenceTest::read)
          .collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
