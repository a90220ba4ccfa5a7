package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What agents are told of. The word is the same in endpoints, messages, models and the audit. */
enum CallbackEvent {
  DECIDED("action.decided"),
  CLARIFICATION_REQUESTED("action.clarification_requested"),
  EXPIRED("action.expired"),
  HALTED("action.halted");

  private final String word;

  CallbackEvent(String word) {
    this.word = word;
  }

  @JsonValue
  String word() {
    return word;
  }

  static Optional<CallbackEvent> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
  }
}
