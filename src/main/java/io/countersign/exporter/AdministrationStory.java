package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.util.Optional;
import java.util.Set;

/**
 * Tells who was given or lost what through Countersign: keys, callback endpoints, holds,
 * delegations. A hold belongs to its action, all else to none. What lets someone do more than
 * before, or lets something be deleted, is a warning.
 */
final class AdministrationStory {

  private static final Set<String> OF_AN_ACTION = Set.of("hold-set", "hold-lifted");

  private AdministrationStory() {}

  static Optional<Line> of(MessageRecordValue message) {
    Json act = Json.of(message.getVariables()).at("administration");
    return switch (message.getName()) {
      case "administration-done" -> done(act);
      case "administration-failed" ->
          Optional.of(
              warning(
                      EntryKind.ADMINISTRATION_FAILED,
                      act,
                      Sentence.ADMINISTRATION_FAILED.of(
                          act.said("by"),
                          act.said("act"),
                          act.said("subject"),
                          act.said("failure")))
                  .fact("reason", act.text("failure")));
      default -> Optional.empty();
    };
  }

  /** The action that the entry belongs to; empty if to none. */
  static String action(MessageRecordValue message) {
    Json act = Json.of(message.getVariables()).at("administration");
    return OF_AN_ACTION.contains(act.said("act")) ? message.getCorrelationKey() : "";
  }

  private static Optional<Line> done(Json act) {
    String kind = act.said("act");
    return kind.startsWith("endpoint-")
        ? endpoint(kind, act)
        : kind.contains("key-") ? key(kind, act) : other(kind, act);
  }

  private static Optional<Line> key(String kind, Json act) {
    String by = act.said("by");
    String key = act.said("subject");
    Json of = act.at("details");
    String sort = of.said("holderKind");
    String holder = of.said("holder");
    return switch (kind) {
      case "key-issued" ->
          Optional.of(
              warning(
                  EntryKind.KEY_ISSUED,
                  act,
                  Sentence.KEY_ISSUED.of(by, key, sort, holder, of.said("scopes"))));
      case "key-rotated" ->
          Optional.of(
              info(
                  EntryKind.KEY_ROTATED,
                  act,
                  Sentence.KEY_ROTATED.of(
                      by, key, of.said("replaces"), sort, holder, of.said("oldEndsAt"))));
      case "key-revoked" ->
          Optional.of(
              info(EntryKind.KEY_REVOKED, act, Sentence.KEY_REVOKED.of(by, key, sort, holder)));
      case "release-key-rotated" ->
          Optional.of(
              info(
                  EntryKind.RELEASE_KEY_ROTATED,
                  act,
                  Sentence.RELEASE_KEY_ROTATED.of(by, key, of.said("oldKeptFor"))));
      default -> Optional.empty();
    };
  }

  private static Optional<Line> endpoint(String kind, Json act) {
    String by = act.said("by");
    String endpoint = act.said("subject");
    Json of = act.at("details");
    String agent = of.said("agent");
    String host = of.said("host");
    return switch (kind) {
      case "endpoint-registered" ->
          Optional.of(
              warning(
                  EntryKind.ENDPOINT_REGISTERED,
                  act,
                  Sentence.ENDPOINT_REGISTERED.of(by, endpoint, agent, host, of.said("events"))));
      case "endpoint-secret-rotated" ->
          Optional.of(
              info(
                  EntryKind.ENDPOINT_SECRET_ROTATED,
                  act,
                  Sentence.ENDPOINT_SECRET_ROTATED.of(by, endpoint, agent, of.said("oldEndsAt"))));
      case "endpoint-enabled" ->
          Optional.of(
              warning(
                  EntryKind.ENDPOINT_ENABLED,
                  act,
                  Sentence.ENDPOINT_ENABLED.of(by, endpoint, agent, host)));
      case "endpoint-disabled" ->
          Optional.of(
              info(
                  EntryKind.ENDPOINT_DISABLED,
                  act,
                  Sentence.ENDPOINT_DISABLED.of(by, endpoint, agent, host)));
      case "endpoint-removed" ->
          Optional.of(
              info(
                  EntryKind.ENDPOINT_REMOVED,
                  act,
                  Sentence.ENDPOINT_REMOVED.of(by, endpoint, agent, host)));
      default -> Optional.empty();
    };
  }

  private static Optional<Line> other(String kind, Json act) {
    String by = act.said("by");
    String subject = act.said("subject");
    Json of = act.at("details");
    return switch (kind) {
      case "hold-set" ->
          Optional.of(
              info(EntryKind.HOLD_SET, act, Sentence.HOLD_SET.of(by, of.said("reason")))
                  .fact("reason", of.text("reason")));
      case "hold-lifted" ->
          Optional.of(warning(EntryKind.HOLD_LIFTED, act, Sentence.HOLD_LIFTED.of(by)));
      case "delegation-set" ->
          Optional.of(
              warning(
                  EntryKind.DELEGATION_SET,
                  act,
                  Sentence.DELEGATION_SET.of(
                      by, of.said("to"), subject, of.said("from"), of.said("until"))));
      case "delegation-ended" ->
          Optional.of(
              info(EntryKind.DELEGATION_ENDED, act, Sentence.DELEGATION_ENDED.of(by, subject)));
      default -> Optional.empty();
    };
  }

  private static Line info(EntryKind kind, Json act, String sentence) {
    return line(kind, EntrySeverity.INFO, act, sentence);
  }

  private static Line warning(EntryKind kind, Json act, String sentence) {
    return line(kind, EntrySeverity.WARNING, act, sentence);
  }

  private static Line line(EntryKind kind, EntrySeverity severity, Json act, String sentence) {
    String by = act.said("by");
    Actor actor = "person".equals(act.text("byKind")) ? Actor.person(by) : Actor.operator(by);
    return Line.of(kind, severity, actor, sentence, "")
        .fact("subject", act.text("subject"))
        .detail("administration", act.value());
  }
}
