package io.countersign.policy;

/** The rules do not compile, or are none. */
class BrokenRulesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenRulesException(String message) {
    super(message);
  }
}
