package io.countersign.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/** What the demo prints. */
final class DemoReport {

  private DemoReport() {}

  static String table(List<DemoOutcome> outcomes, boolean decidedAsPlanned) {
    var table = new StringBuilder();
    table.append(
        "%-46s %-11s %-10s %-8s %s%n"
            .formatted("action", "control", "verdict", "by", "as expected"));
    for (DemoOutcome it : outcomes) {
      table.append(
          "%-46s %-11s %-10s %-8s %s%n"
              .formatted(
                  shortened(
                      it.view()
                          .path("summary")
                          .asText(it.request().action().get("summary").toString())),
                  it.control(),
                  it.verdict(),
                  it.view().at("/by/0").asText("policy"),
                  it.isAsExpected(decidedAsPlanned)
                      ? "yes"
                      : "NO, wanted " + it.request().expect()));
    }
    return table.toString();
  }

  /**
   * @param timeline the answer of {@code GET /v1/audit/actions/{id}}
   */
  static String timeline(JsonNode timeline) {
    var text = new StringBuilder();
    for (JsonNode entry : timeline.path("entries")) {
      text.append(
          "  %s  %-8s %s%n"
              .formatted(
                  entry.path("at").asText().replaceFirst("^.*T(.{8}).*$", "$1"),
                  entry.path("position").asText(),
                  entry.path("sentence").asText()));
    }
    return text.toString();
  }

  /** The last line; its form is a promise to scripts. */
  static String summary(List<DemoOutcome> outcomes) {
    return "demo: %d proposed, %d autonomous, %d approved, %d rejected, %d blocked, %d callbacks verified"
        .formatted(
            outcomes.size(),
            count(outcomes, it -> it.control().equals("autonomous")),
            count(outcomes, it -> it.isReviewed("approved")),
            count(outcomes, it -> it.isReviewed("rejected")),
            count(outcomes, it -> it.control().equals("blocked")),
            count(outcomes, DemoOutcome::isVerified));
  }

  private static long count(List<DemoOutcome> outcomes, Predicate<DemoOutcome> which) {
    return outcomes.stream().filter(which).count();
  }

  private static String shortened(String text) {
    return text.length() <= 46 ? text : text.substring(0, 45) + "…";
  }
}
