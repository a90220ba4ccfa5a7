package io.countersign.client;

/** A call that nobody proved to be from the desk: answer it with 401 and do nothing else. */
public final class UnverifiedCallbackException extends Exception {

  UnverifiedCallbackException(String why) {
    super(why);
  }
}
