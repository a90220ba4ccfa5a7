package io.countersign.action;

import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The agent's side of a running review: answer a question, take the action back. */
@RestController
@RequestMapping(path = "/v1/actions/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAuthority('SCOPE_propose')")
class ConversationController {

  private static final int LONGEST_ANSWER = 4_000;
  private static final int LONGEST_REASON = 1_000;

  private final Conversation conversation;
  private final ActionReads reads;

  ConversationController(Conversation conversation, ActionReads reads) {
    this.conversation = conversation;
    this.reads = reads;
  }

  /**
   * @param question which one is answered; may be left out while only one is open
   * @param answer what the reviewers are to read; it is shown as the agent's own words
   */
  record Answer(@Nullable String question, @Nullable String answer) {}

  /**
   * @param reason why, for the people who were asked
   */
  record Withdrawal(@Nullable String reason) {}

  @PostMapping(path = "/clarification", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Answer a reviewer's question")
  ActionView clarify(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Answer said) {
    if (said.answer() == null || said.answer().isBlank()) {
      throw new RefusedException(ErrorCode.INVALID_FIELD, "answer", "Send an answer.");
    }
    checked("answer", said.answer(), LONGEST_ANSWER);
    conversation.answer(id, caller, said.question(), said.answer());
    return reads.view(id, caller);
  }

  @PostMapping(path = "/withdraw", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Take an action back",
      description = "409 ACTION_DECIDED when it was decided before.")
  ActionView withdraw(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Withdrawal said) {
    String reason = said == null ? null : said.reason();
    checked("reason", reason, LONGEST_REASON);
    return conversation.withdraw(id, caller, reason);
  }

  private static void checked(String field, @Nullable String text, int longest) {
    if (text != null && text.length() > longest) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, field, "At most " + longest + " characters are allowed.");
    }
  }
}
