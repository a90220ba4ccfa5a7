package io.countersign.web;

/**
 * An answer that is under way cannot be finished: the connection is cut, because only that tells
 * the caller that what arrived is not the whole.
 */
public class BrokenAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokenAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
