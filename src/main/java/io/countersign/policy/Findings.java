package io.countersign.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where rules put what they find: they can only add, and only ask for more caution. */
public final class Findings {

  private static final int LONGEST_SENTENCE = 400;

  /** A request full of contradictions would otherwise swell the process by a finding for each. */
  private static final int MOST_ALIKE = 20;

  private final List<Finding> found = new ArrayList<>();

  /** People must decide. */
  public void review(String policy, String sentence) {
    add(policy, sentence, Control.REVIEW);
  }

  /** It must not happen. */
  public void block(String policy, String sentence) {
    add(policy, sentence, Control.BLOCKED);
  }

  /** What was found, in the order of the policy numbers, each sentence once. */
  List<Finding> sorted() {
    return found.stream()
        .distinct()
        .sorted(Comparator.comparing(Finding::policy).thenComparing(Finding::sentence))
        .toList();
  }

  private void add(String policy, String sentence, Control severity) {
    long alike =
        found.stream()
            .filter(other -> other.policy().equals(policy) && other.severity() == severity)
            .count();
    if (alike >= MOST_ALIKE) {
      return;
    }
    // Sentences quote what agents sent: no line breaks, no control characters, no endless text.
    String clean = sentence.replaceAll("\\p{Cntrl}", " ");
    found.add(
        new Finding(
            policy,
            clean.length() > LONGEST_SENTENCE ? clean.substring(0, LONGEST_SENTENCE) + "…" : clean,
            severity));
  }
}
