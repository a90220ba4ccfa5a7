package io.countersign.callback;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to deliver. Reasons name the failure, never what a receiver wrote. */
sealed interface Attempt {

  /** The receiver took it. */
  record Delivered(int status) implements Attempt {}

  /**
   * The receiver did not take it, or there was none.
   *
   * @param health what it says of the receiver
   * @param retryAfter how long the receiver asks to be left alone; null if it does not say
   */
  record Failed(String reason, Health health, @Nullable Duration retryAfter) implements Attempt {}

  /** The receiver said that it is no more (410). */
  record Gone() implements Attempt {}

  /** Nothing was sent: nobody asked to be told of this. */
  record NotWanted() implements Attempt {}

  /** Nothing was sent: there is no way to the receiver, until an operator opens it again. */
  record Closed(String reason) implements Attempt {}

  /** Nothing was sent: the receiver is to be left alone for so long. */
  record NotNow(Duration pause) implements Attempt {}

  /** What a failure says of the receiver. */
  enum Health {
    /** It works, and does not want this message. */
    REFUSING,
    /** It does not work. */
    FAILING,
    /** It wants fewer messages. */
    THROTTLING
  }
}
