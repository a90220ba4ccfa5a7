package io.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleBooksTest {

  @TempDir private Path folder;

  @Test
  void takesOverAChangeOnceItHasSettled() throws IOException {
    RuleBooks books = books("P-1 One");
    String before = books.current().version();

    write("P-2 Two");
    books.look();
    assertThat(books.current().version()).isEqualTo(before);
    books.look();

    assertThat(books.current().version()).isNotEqualTo(before).startsWith("sha256:");
  }

  @Test
  void keepsTheLastGoodRulesWhenTheChangeIsBroken() throws IOException {
    RuleBooks books = books("P-1 One");
    String before = books.current().version();

    Files.writeString(folder.resolve("one.drl"), "package rules\nrule \"P-1 One\" when Nonsense(");
    books.look();
    books.look();
    books.look();

    assertThat(books.current().version()).isEqualTo(before);
  }

  @Test
  void keepsTheLastGoodRulesWhenAllAreDeleted() throws IOException {
    RuleBooks books = books("P-1 One");
    String before = books.current().version();

    Files.delete(folder.resolve("one.drl"));
    books.look();
    books.look();

    assertThat(books.current().version()).isEqualTo(before);
  }

  @Test
  void doesNotStartOnBrokenRules() throws IOException {
    Files.writeString(folder.resolve("one.drl"), "package rules\nrule \"P-1\" when Nonsense(");

    assertThatThrownBy(() -> new RuleBooks(PolicyScenario.properties(folder)))
        .isInstanceOf(BrokenRulesException.class);
  }

  @Test
  void refusesTwoRulesOfOneName() {
    RuleFiles files = new RuleFiles(Map.of("a.drl", rule("P-1 One"), "b.drl", rule("P-1 One")));

    assertThatThrownBy(() -> RuleBook.compile(files)).hasMessageContaining("P-1 One");
  }

  @Test
  void fallsBackOnThePackedRulesWithoutAFolder() {
    RuleFiles packed = RuleFiles.read(folder.resolve("absent"));

    assertThat(packed.version()).isEqualTo(RuleFiles.read(Path.of("rules")).version());
  }

  @Test
  void versionsDifferByNameAndByContent() {
    assertThat(new RuleFiles(Map.of("a", "x")).version())
        .isNotEqualTo(new RuleFiles(Map.of("b", "x")).version())
        .isNotEqualTo(new RuleFiles(Map.of("a", "y")).version())
        .isEqualTo(new RuleFiles(Map.of("a", "x")).version());
  }

  private RuleBooks books(String ruleName) throws IOException {
    write(ruleName);
    return new RuleBooks(PolicyScenario.properties(folder));
  }

  private void write(String ruleName) throws IOException {
    Files.writeString(folder.resolve("one.drl"), rule(ruleName));
  }

  private static String rule(String name) {
    return """
        package rules
        import io.countersign.policy.Findings
        import io.countersign.policy.Proposal
        global Findings findings
        rule "%s"
        when
          Proposal()
        then
          findings.review("P-1", "One.");
        end
        """
        .formatted(name);
  }
}
