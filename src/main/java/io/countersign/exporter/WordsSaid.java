package io.countersign.exporter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who voted on which undecided action and what they wrote, over all its stages: the action's
 * document shows them together, and Elasticsearch replaces a list as a whole.
 */
final class WordsSaid {

  private static final int MOST_CHARACTERS = 8_000;
  private static final int MOST_PEOPLE = 200;

  private final Map<String, Said> byAction;

  /** In the order of the votes. */
  record Said(List<String> reviewers, List<String> comments) {

    private Said with(@Nullable String person, @Nullable String comment) {
      return new Said(
          person == null || reviewers.size() == MOST_PEOPLE || reviewers.contains(person)
              ? reviewers
              : plus(reviewers, person),
          comment == null || !fits(comment) ? comments : plus(comments, comment));
    }

    private boolean fits(String comment) {
      return !comment.isBlank()
          && comments.stream().mapToInt(String::length).sum() + comment.length() <= MOST_CHARACTERS;
    }

    private static List<String> plus(List<String> list, String more) {
      List<String> longer = new ArrayList<>(list);
      longer.add(more);
      return List.copyOf(longer);
    }

    /** The fields of the action's document. */
    Map<String, Object> fields() {
      return Map.of("reviewers", reviewers, "comments", comments);
    }
  }

  WordsSaid(Map<String, Said> byAction) {
    this.byAction = new TreeMap<>(byAction);
  }

  Map<String, Said> all() {
    return byAction;
  }

  /** What was said so far, this vote included. */
  Said hear(String actionId, @Nullable String person, @Nullable String comment) {
    Said said =
        byAction.getOrDefault(actionId, new Said(List.of(), List.of())).with(person, comment);
    byAction.put(actionId, said);
    return said;
  }

  /** The action is decided or ended: no vote follows. */
  boolean forget(String actionId) {
    return byAction.remove(actionId) != null;
  }
}
