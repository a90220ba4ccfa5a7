package io.countersign.audit;

import io.countersign.web.QueryParameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which actions someone asks for.
 *
 * @param exact field of the action's document to the values of which it must have one
 * @param text words that must all occur in summary, findings, reasons and comments
 * @param amounts the least and the most, each null if open
 * @param from the earliest time of proposal
 * @param to the time of proposal before which it must be
 * @param held whether it must be under a legal hold; null if that does not matter
 */
public record AuditFilter(
    Map<String, List<String>> exact,
    @Nullable String text,
    Amounts amounts,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Boolean held) {

  /** Query parameter to field: what can be asked for exactly, and counted as a facet. */
  static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("agent", "agent"),
          Map.entry("owner", "owner"),
          Map.entry("type", "type"),
          Map.entry("businessObject", "businessObject"),
          Map.entry("businessObjectType", "businessObjectType"),
          Map.entry("currency", "currency"),
          Map.entry("control", "control"),
          Map.entry("policy", "policies"),
          Map.entry("risk", "findings.severity"),
          Map.entry("reviewer", "reviewers"),
          Map.entry("verdict", "verdict"),
          Map.entry("outcome", "outcome"),
          Map.entry("callback", "callbackState"),
          Map.entry("environment", "environment"));

  static final Set<String> OTHERS = Set.of("q", "amountMin", "amountMax", "from", "to", "held");

  /** An open or closed range of amounts, in the one currency that is asked for. */
  public record Amounts(@Nullable Double least, @Nullable Double most) {

    static final Amounts ANY = new Amounts(null, null);
  }

  static final AuditFilter ALL = new AuditFilter(Map.of(), null, Amounts.ANY, null, null, null);

  static AuditFilter with(String field, String value) {
    return new AuditFilter(Map.of(field, List.of(value)), null, Amounts.ANY, null, null, null);
  }

  static AuditFilter proposedFrom(Instant from) {
    return new AuditFilter(Map.of(), null, Amounts.ANY, from, null, null);
  }

  /** Actions proposed in a period. */
  public static AuditFilter proposedIn(Instant from, Instant to) {
    return new AuditFilter(Map.of(), null, Amounts.ANY, from, to, null);
  }

  static AuditFilter of(QueryParameters parameters) {
    Map<String, List<String>> exact = new LinkedHashMap<>();
    FIELDS.forEach(
        (name, field) -> {
          List<String> values = parameters.texts(name);
          if (!values.isEmpty()) {
            exact.put(field, values);
          }
        });
    var amounts = new Amounts(parameters.amount("amountMin"), parameters.amount("amountMax"));
    if (!amounts.equals(Amounts.ANY) && !exact.containsKey("currency")) {
      throw QueryParameters.invalid("currency", "Amounts are compared in one currency: name it.");
    }
    String held = parameters.word("held", List.of("true", "false"), "");
    return new AuditFilter(
        exact,
        parameters.text("q"),
        amounts,
        parameters.time("from"),
        parameters.time("to"),
        held.isEmpty() ? null : Boolean.valueOf(held));
  }

  /** The same text for the same question, however its parameters were ordered. */
  String canonical() {
    Map<String, Set<String>> sorted = new TreeMap<>();
    exact.forEach((field, values) -> sorted.put(field, new TreeSet<>(values)));
    return List.of(sorted, String.valueOf(text), amounts, "" + from, "" + to, "" + held).toString();
  }
}
