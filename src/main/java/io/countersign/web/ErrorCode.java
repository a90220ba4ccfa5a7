package io.countersign.web;

import org.springframework.http.HttpStatus;

/**
 * Every way Countersign refuses or fails, the same word in the API, in BPMN and in the audit.
 * {@code docs/reference/errors.md} says what a caller does about each.
 */
public enum ErrorCode {
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Who calls is not known"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "This caller may not do that"),
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
  INVALID_FIELD(HttpStatus.BAD_REQUEST, "A field is not valid"),
  UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "A field is not known"),
  REQUEST_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "The request is too large"),
  CALLBACK_ADDRESS_REFUSED(HttpStatus.BAD_REQUEST, "Callbacks may not go there"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_ENTITY, "The idempotency key belongs to another request"),
  ACTION_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such action"),
  ACTION_DECIDED(HttpStatus.CONFLICT, "The action is decided"),
  NOT_APPROVED(HttpStatus.CONFLICT, "The action is not approved"),
  DIGEST_MISMATCH(HttpStatus.CONFLICT, "The approval is for something else"),
  RELEASE_REDEEMED(HttpStatus.CONFLICT, "The release was redeemed"),
  RELEASE_WITHDRAWN(HttpStatus.CONFLICT, "The release was withdrawn"),
  RELEASE_EXPIRED(HttpStatus.GONE, "The release has expired"),
  ACTION_HALTED(HttpStatus.CONFLICT, "It is halted"),
  POLICY_FORBIDS(HttpStatus.FORBIDDEN, "Policy forbids it now"),
  OUTCOME_REPORTED(HttpStatus.CONFLICT, "The outcome was reported"),
  QUESTION_NOT_OPEN(HttpStatus.CONFLICT, "No such question is open"),
  REVIEW_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such review"),
  REVIEW_CLOSED(HttpStatus.CONFLICT, "This seat is closed"),
  SEAT_TAKEN(HttpStatus.CONFLICT, "Someone else has taken this seat"),
  NOT_ELIGIBLE(HttpStatus.FORBIDDEN, "This person may not decide this"),
  ALREADY_VOTED(HttpStatus.CONFLICT, "This person has voted"),
  PERSON_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such person"),
  AGENT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such agent"),
  KEY_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such key"),
  KEY_ENDED(HttpStatus.CONFLICT, "The key has ended"),
  DELEGATION_CONFLICT(HttpStatus.CONFLICT, "Nobody would stand in"),
  HALT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such halt"),
  ENDPOINT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such callback endpoint"),
  DELIVERY_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such delivery"),
  DELIVERY_UNDERWAY(HttpStatus.CONFLICT, "The delivery is not to be replayed now"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "That method is not offered here"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json"),
  ENGINE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The process engine cannot take it now"),
  HISTORY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The history cannot be read now"),
  HALTS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "It is not known what is halted"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Countersign failed");

  private final HttpStatus status;
  private final String title;

  ErrorCode(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }
}
