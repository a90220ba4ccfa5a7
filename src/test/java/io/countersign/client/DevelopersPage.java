package io.countersign.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The snippets of the page that agent developers copy from. */
public final class DevelopersPage {

  private static final Path PAGE = Path.of("docs/agent-developers.md");
  private static final Pattern PART =
      Pattern.compile(
          "^## (?<heading>[^\\n]+)$|^```(?<language>\\w+)\\n(?<code>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  private final List<Snippet> snippets = new ArrayList<>();

  private DevelopersPage(String text) {
    String heading = "";
    Matcher part = PART.matcher(text);
    while (part.find()) {
      if (part.group("heading") != null) {
        heading = part.group("heading");
      } else {
        snippets.add(new Snippet(heading, part.group("language"), part.group("code")));
      }
    }
  }

  /** One block of code below a heading. */
  public record Snippet(String heading, String language, String code) {}

  public static DevelopersPage read() {
    try {
      return new DevelopersPage(Files.readString(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Snippet> snippets() {
    return List.copyOf(snippets);
  }

  /** The only block of a language below a heading that has this text. */
  public String code(String heading, String language, String text) {
    List<Snippet> found =
        snippets.stream()
            .filter(it -> it.heading().equals(heading) && it.language().equals(language))
            .filter(it -> it.code().contains(text))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          found.size() + " snippets in " + language + " below " + heading + " with " + text);
    }
    return found.getFirst().code();
  }
}
