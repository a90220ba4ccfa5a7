package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells who was given or lost what through Countersign: keys, callback endpoints, holds,
 * delegations. A hold belongs to its action, all else to none. What lets someone do more than
 * before, or lets something be deleted, is a warning.
 */
final class AdministrationStory {

  private static final Set<String> OF_AN_ACTION = Set.of("hold-set", "hold-lifted");

  private static final Set<EntryKind> LETS_MORE_HAPPEN =
      EnumSet.of(
          EntryKind.KEY_ISSUED,
          EntryKind.ENDPOINT_REGISTERED,
          EntryKind.ENDPOINT_ENABLED,
          EntryKind.HOLD_LIFTED,
          EntryKind.DELEGATION_SET,
          EntryKind.ADMINISTRATION_FAILED);

  private AdministrationStory() {}

  static Optional<Line> of(MessageRecordValue message) {
    Json act = Json.of(message.getVariables()).at("administration");
    return switch (message.getName()) {
      case "administration-done" ->
          Arrays.stream(EntryKind.values())
              .filter(it -> it.word().equals(act.said("act")))
              .findFirst()
              .flatMap(kind -> done(kind, act).map(it -> line(kind, act, it)))
              .map(it -> it.fact("reason", act.at("details").text("reason")));
      case "administration-failed" ->
          Optional.of(
              line(
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

  private static Optional<String> done(EntryKind kind, Json act) {
    String by = act.said("by");
    String subject = act.said("subject");
    Json of = act.at("details");
    String sort = of.said("holderKind");
    String holder = of.said("holder");
    String agent = of.said("agent");
    String host = of.said("host");
    return Optional.ofNullable(
        switch (kind) {
          case KEY_ISSUED -> Sentence.KEY_ISSUED.of(by, subject, sort, holder, of.said("scopes"));
          case KEY_ROTATED ->
              Sentence.KEY_ROTATED.of(
                  by, subject, of.said("replaces"), sort, holder, of.said("oldEndsAt"));
          case KEY_REVOKED -> Sentence.KEY_REVOKED.of(by, subject, sort, holder);
          case RELEASE_KEY_ROTATED ->
              Sentence.RELEASE_KEY_ROTATED.of(by, subject, of.said("oldKeptFor"));
          case ENDPOINT_REGISTERED ->
              Sentence.ENDPOINT_REGISTERED.of(by, subject, agent, host, of.said("events"));
          case ENDPOINT_SECRET_ROTATED ->
              Sentence.ENDPOINT_SECRET_ROTATED.of(by, subject, agent, of.said("oldEndsAt"));
          case ENDPOINT_ENABLED -> Sentence.ENDPOINT_ENABLED.of(by, subject, agent, host);
          case ENDPOINT_DISABLED -> Sentence.ENDPOINT_DISABLED.of(by, subject, agent, host);
          case ENDPOINT_REMOVED -> Sentence.ENDPOINT_REMOVED.of(by, subject, agent, host);
          case HOLD_SET -> Sentence.HOLD_SET.of(by, of.said("reason"));
          case HOLD_LIFTED -> Sentence.HOLD_LIFTED.of(by);
          case DELEGATION_SET ->
              Sentence.DELEGATION_SET.of(
                  by, of.said("to"), subject, of.said("from"), of.said("until"));
          case DELEGATION_ENDED -> Sentence.DELEGATION_ENDED.of(by, subject);
          default -> null;
        });
  }

  private static Line line(EntryKind kind, Json act, String sentence) {
    String by = act.said("by");
    Actor actor = "person".equals(act.text("byKind")) ? Actor.person(by) : Actor.operator(by);
    EntrySeverity severity =
        LETS_MORE_HAPPEN.contains(kind) ? EntrySeverity.WARNING : EntrySeverity.INFO;
    return Line.of(kind, severity, actor, sentence, "")
        .fact("subject", act.text("subject"))
        .detail("administration", act.value());
  }
}
