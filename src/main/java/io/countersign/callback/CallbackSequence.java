package io.countersign.callback;

/**
 * Orders the callbacks of one action, which may arrive in any order. An action lives on one
 * partition of the engine, and keys grow on it.
 */
final class CallbackSequence {

  /** The bits of a key below the number of its partition; so a JSON number holds them exactly. */
  private static final int KEY_BITS = 51;

  private CallbackSequence() {}

  static long of(long jobKey) {
    return jobKey & ((1L << KEY_BITS) - 1);
  }
}
