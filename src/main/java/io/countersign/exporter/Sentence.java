package io.countersign.exporter;

/**
 * Every sentence of the audit. A {@code %s} stands for a word of the record: ids of people, names
 * of agents, stages and routes as the process carries them, names of elements as in the diagram.
 */
enum Sentence {
  PROPOSED("%s proposed %s%s: %s"),
  STARTED_PAST_INTAKE("The governance of an action was started past the intake, at %s."),
  RULES_FOUND_NOTHING("The rules found nothing."),
  RULES_FOUND("The rules found: %s"),
  CONTROL_DECIDED("The control table (version %s, %s) said %s: %s"),
  ROUTE_CHOSEN("The route table (version %s, %s) chose %s: %s"),
  TABLE_DECIDED("The table %s (version %s, %s) answered %s."),
  TABLE_FAILED("The table %s (version %s) could not answer: %s"),
  SEATED("%s seat(s) opened for %s."),
  NOBODY_CAN_DECIDE("Nobody can decide this: %s"),
  SEAT_OPENED("A seat was opened for %s, until %s."),
  SEAT_WIDENED("The seat is open to %s."),
  SEAT_CHANGED("The seat was changed: %s."),
  SEAT_TAKEN("%s took the seat."),
  SEAT_REASSIGNED("The seat of %s was given to %s."),
  SEAT_LEFT("%s left the seat."),
  SEAT_CLOSED("The seat was closed without a vote."),
  VOTED("%s voted %s."),
  VOTED_WITH_COMMENT("%s voted %s: %s"),
  REMINDED("The people of %s open seat(s) were reminded."),
  ESCALATED("The review was escalated to %s: %s may decide too."),
  ESCALATED_TO_NOBODY("The review was escalated to %s, where nobody may decide."),
  AGENT_ASKED("The agent was asked, and its answer is waited for."),
  AGENT_ANSWERED("The agent answered: %s"),
  ANSWER_OVERDUE("The agent did not answer in time."),
  MESSAGE_RECEIVED("The message %s was received."),
  WITHDRAWN("The agent withdrew the action."),
  DEADLINE_PASSED("The deadline passed: %s."),
  TIME_REACHED("The time came: %s."),
  COUNT_REQUESTED("The voting ended and the count was asked for."),
  COUNTED("The votes were counted: %s%s.%s"),
  COUNTED_NONE_DECIDES("The votes were counted: none decides yet. %s%s"),
  VOTE_NOT_COUNTED(" A vote did not count: %s"),
  STOOD_IN(" %s stood in for %s."),
  COUNTED_A_CHANGE("The votes were counted: %s wants other arguments.%s"),
  ACTION_CHANGED("%s changed the arguments (%s): %s. Policy and the route look at it anew."),
  ANNOUNCED("The decision was announced: %s%s. %s"),
  REDEEMED("%s redeemed the release."),
  EXPIRED("The release was not redeemed in time."),
  RELEASE_HALTED("The release was closed. %s"),
  HALTED("%s halted %s: %s"),
  HALT_LIFTED("%s lifted the halt of %s: %s"),
  KEY_ISSUED("%s made the key %s for the %s %s, with the scopes %s."),
  KEY_ROTATED("%s put the key %s in the place of %s of the %s %s, which ends at %s."),
  KEY_REVOKED("%s revoked the key %s of the %s %s."),
  RELEASE_KEY_ROTATED("%s had releases signed with the new key %s; the one before is kept for %s."),
  ENDPOINT_REGISTERED("%s registered the callback endpoint %s of %s, at %s, for %s."),
  ENDPOINT_SECRET_ROTATED(
      "%s made a new secret for the callback endpoint %s of %s; the old one ends at %s."),
  ENDPOINT_ENABLED("%s enabled the callback endpoint %s of %s, at %s."),
  ENDPOINT_DISABLED("%s disabled the callback endpoint %s of %s, at %s."),
  ENDPOINT_REMOVED("%s removed the callback endpoint %s of %s, at %s."),
  HOLD_SET("%s put a legal hold on the action: %s"),
  HOLD_LIFTED("%s lifted the legal hold on the action."),
  DELEGATION_SET("%s named %s to stand in for %s, from %s until %s."),
  DELEGATION_ENDED("%s ended what was set about who stands in for %s."),
  ADMINISTRATION_FAILED("%s wanted %s of %s, and it did not take effect: %s."),
  TAKEN_BACK("%s took back what was approved."),
  REPORTED("%s reported: %s."),
  REPORTED_WITH_CONCERN("%s reported: %s. %s"),
  OUTCOME_OVERDUE("The agent redeemed the release and did not report an outcome in time."),
  CALLBACK_DELIVERED("The callback was delivered to %s on attempt %s (HTTP %s)."),
  CALLBACK_FAILED("The callback was not taken on attempt %s: %s. %s"),
  CALLBACK_NOT_WANTED("The agent's endpoint is not told of this."),
  CALLBACK_REPLAYED("%s had the callback %s sent again: %s."),
  WORK_DONE("%s was done."),
  WORK_FAILED("%s did not succeed on attempt %s: %s. %s"),
  ATTEMPTS_LEFT("%s attempts are left."),
  NO_ATTEMPT_LEFT("No attempt is left, an operator has to look."),
  WORK_REFUSED("%s ended with the error %s: %s"),
  WORK_RETRIED("The attempts of %s were set to %s."),
  INCIDENT_RAISED("The process stands still at %s (%s): %s"),
  INCIDENT_RESOLVED("The incident at %s (%s) was resolved."),
  VARIABLES_CHANGED("Variables of the running process were changed from outside: %s"),
  MODIFIED("An operator modified the running process: started %s, ended %s element(s)."),
  MIGRATED("An operator moved the running process to another version."),
  CANCELLED("An operator cancelled the governance of this action."),
  CLOSED("The governance of this action ended."),
  MODEL_DEPLOYED("Version %s of the %s %s was deployed from %s."),
  MODEL_DELETED("Version %s of the %s %s was deleted."),
  INTERRUPTED(
      "The exporter was taken out of the broker and put back. What happened behind position %s up to"
          + " position %s is not told."),
  QUARANTINED("What happened here could not be stored as it is; it is in the quarantine.");

  private final String template;

  Sentence(String template) {
    this.template = template;
  }

  String of(Object... words) {
    return template.formatted(words);
  }

  String template() {
    return template;
  }
}
