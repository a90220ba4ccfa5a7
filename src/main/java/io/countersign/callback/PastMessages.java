package io.countersign.callback;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes a message again, as it was, from the history. */
@Component
class PastMessages {

  private final ActionHistory history;
  private final ObjectMapper json;

  PastMessages(ActionHistory history, ObjectMapper json) {
    this.history = history;
    this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** A message and the action it is about. */
  record Past(ProposedAction action, CallbackMessage message) {}

  /** The message of a delivery; empty if the history does not hold all of it. */
  Optional<Past> of(Delivery delivery) {
    List<Entry> entries =
        history.entries(
            delivery.actionId(), Set.of(EntryKind.ACTION_PROPOSED, EntryKind.DECISION_ANNOUNCED));
    Optional<ProposedAction> action =
        said(entries, EntryKind.ACTION_PROPOSED, "action", ProposedAction.class);
    Optional<Decision> decision =
        said(entries, EntryKind.DECISION_ANNOUNCED, "decision", Decision.class);
    return action.flatMap(
        it -> message(delivery, it, decision).map(message -> new Past(it, message)));
  }

  private Optional<CallbackMessage> message(
      Delivery delivery, ProposedAction action, Optional<Decision> decision) {
    long sequence = CallbackSequence.of(Long.parseLong(delivery.id()));
    return switch (CallbackEvent.of(delivery.event()).orElse(CallbackEvent.HALTED)) {
      case DECIDED -> decision.map(it -> CallbackMessage.decided(action, it, sequence));
      case EXPIRED ->
          decision
              .filter(it -> it.executeBy() != null)
              .map(it -> CallbackMessage.expired(action, it.executeBy(), sequence));
      case CLARIFICATION_REQUESTED ->
          history
              .find(delivery.actionId())
              .map(ActionDocument::question)
              .map(
                  it ->
                      CallbackMessage.asked(
                          action,
                          new CallbackData.Question(it.id(), it.by(), it.text(), it.answerBy()),
                          sequence));
      case HALTED -> Optional.empty();
    };
  }

  private <T> Optional<T> said(List<Entry> entries, EntryKind kind, String name, Class<T> type) {
    return entries.stream()
        .filter(it -> it.kind() == kind && it.detail().get(name) != null)
        .reduce((before, latest) -> latest)
        .map(it -> json.convertValue(it.detail().get(name), type));
  }
}
