package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.callback.CallbackData.Asked;
import io.countersign.callback.CallbackData.Decided;
import io.countersign.callback.CallbackData.Expired;
import io.countersign.callback.CallbackData.Halt;
import io.countersign.callback.CallbackData.Halted;
import io.countersign.callback.CallbackData.Question;
import java.time.Instant;

/**
 * The body of a callback; the same bytes at every attempt.
 *
 * @param type the event
 * @param timestamp when it happened
 * @param data what it is about
 * @param webhookId the {@code webhook-id}: the same for the same event, so a receiver drops repeats
 */
record CallbackMessage(
    CallbackEvent type, Instant timestamp, CallbackData data, @JsonIgnore String webhookId) {

  static CallbackMessage decided(ProposedAction action, Decision decision, long sequence) {
    return new CallbackMessage(
        CallbackEvent.DECIDED,
        decision.decidedAt(),
        new Decided(
            action.id(),
            sequence,
            action.type(),
            action.digest(),
            action.change() == null ? null : action.change().from(),
            action.change() == null ? null : action.change().arguments(),
            decision.control(),
            decision.verdict(),
            decision.by(),
            CallbackData.cut(decision.reason()),
            CallbackData.cut(decision.comment()),
            decision.decidedAt(),
            decision.executeBy(),
            action.correlation()),
        "msg_" + action.id() + "_action_decided");
  }

  /** Its time is that until which an answer is waited for: the question has no other. */
  static CallbackMessage asked(ProposedAction action, Question question, long sequence) {
    return new CallbackMessage(
        CallbackEvent.CLARIFICATION_REQUESTED,
        question.answerBy(),
        new Asked(
            action.id(),
            sequence,
            action.digest(),
            new Question(
                question.id(),
                question.by(),
                String.valueOf(CallbackData.cut(question.text())),
                question.answerBy()),
            action.correlation()),
        "msg_" + question.id());
  }

  static CallbackMessage expired(ProposedAction action, Instant executeBy, long sequence) {
    return new CallbackMessage(
        CallbackEvent.EXPIRED,
        executeBy,
        new Expired(action.id(), sequence, action.digest(), executeBy, action.correlation()),
        "msg_" + action.id() + "_action_expired");
  }

  static CallbackMessage halted(ProposedAction action, Halt halt, long sequence) {
    return new CallbackMessage(
        CallbackEvent.HALTED,
        halt.at(),
        new Halted(
            action.id(),
            sequence,
            action.digest(),
            new Halt(halt.by(), CallbackData.cut(halt.reason()), halt.at()),
            action.correlation()),
        "msg_" + action.id() + "_action_halted");
  }
}
