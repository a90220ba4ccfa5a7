package io.countersign.history;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an audit entry tells. The word is the same in the index, the API and the documentation. */
public enum EntryKind {
  ACTION_PROPOSED("action-proposed"),
  POLICY_CHECKED("policy-checked"),
  CONTROL_DECIDED("control-decided"),
  ROUTE_CHOSEN("route-chosen"),
  TABLE_DECIDED("table-decided"),
  TABLE_FAILED("table-failed"),
  REVIEWERS_SEATED("reviewers-seated"),
  SEAT_OPENED("seat-opened"),
  SEAT_TAKEN("seat-taken"),
  SEAT_LEFT("seat-left"),
  SEAT_REASSIGNED("seat-reassigned"),
  VOTE_CAST("vote-cast"),
  SEAT_CLOSED("seat-closed"),
  SEAT_WIDENED("seat-widened"),
  SEAT_CHANGED("seat-changed"),
  REVIEWERS_REMINDED("reviewers-reminded"),
  REVIEW_ESCALATED("review-escalated"),
  CLARIFICATION_REQUESTED("clarification-requested"),
  CLARIFICATION_ANSWERED("clarification-answered"),
  CLARIFICATION_OVERDUE("clarification-overdue"),
  ACTION_CHANGED("action-changed"),
  MESSAGE_RECEIVED("message-received"),
  ACTION_WITHDRAWN("action-withdrawn"),
  ACTION_HALTED("action-halted"),
  DEADLINE_PASSED("deadline-passed"),
  TIME_REACHED("time-reached"),
  COUNT_REQUESTED("count-requested"),
  VOTES_COUNTED("votes-counted"),
  DECISION_ANNOUNCED("decision-announced"),
  RELEASE_REDEEMED("release-redeemed"),
  RELEASE_WITHDRAWN("release-withdrawn"),
  RELEASE_EXPIRED("release-expired"),
  RELEASE_HALTED("release-halted"),
  OUTCOME_REPORTED("outcome-reported"),
  OUTCOME_OVERDUE("outcome-overdue"),
  CALLBACK_FAILED("callback-failed"),
  CALLBACK_DELIVERED("callback-delivered"),
  CALLBACK_NOT_WANTED("callback-not-wanted"),
  CALLBACK_DEAD("callback-dead"),
  CALLBACK_REPLAYED("callback-replayed"),
  WORK_DONE("work-done"),
  WORK_FAILED("work-failed"),
  WORK_REFUSED("work-refused"),
  WORK_RETRIED("work-retried"),
  INCIDENT_RAISED("incident-raised"),
  INCIDENT_RESOLVED("incident-resolved"),
  VARIABLES_CHANGED("variables-changed"),
  INSTANCE_MODIFIED("instance-modified"),
  INSTANCE_MIGRATED("instance-migrated"),
  ACTION_CANCELLED("action-cancelled"),
  STARTED_PAST_INTAKE("started-past-intake"),
  MODEL_DEPLOYED("model-deployed"),
  MODEL_DELETED("model-deleted"),
  ENTRY_QUARANTINED("entry-quarantined"),
  HISTORY_INTERRUPTED("history-interrupted"),
  ACTION_CLOSED("action-closed"),
  HALT_SET("halt-set"),
  HALT_LIFTED("halt-lifted"),
  KEY_ISSUED("key-issued"),
  KEY_ROTATED("key-rotated"),
  KEY_REVOKED("key-revoked"),
  RELEASE_KEY_ROTATED("release-key-rotated"),
  ENDPOINT_REGISTERED("endpoint-registered"),
  ENDPOINT_SECRET_ROTATED("endpoint-secret-rotated"),
  ENDPOINT_ENABLED("endpoint-enabled"),
  ENDPOINT_DISABLED("endpoint-disabled"),
  ENDPOINT_REMOVED("endpoint-removed"),
  HOLD_SET("hold-set"),
  HOLD_LIFTED("hold-lifted"),
  DELEGATION_SET("delegation-set"),
  DELEGATION_ENDED("delegation-ended"),
  ADMINISTRATION_FAILED("administration-failed");

  private final String word;

  EntryKind(String word) {
    this.word = word;
  }

  /** The stable word written to the index and shown by the API. */
  @JsonValue
  public String word() {
    return word;
  }
}
