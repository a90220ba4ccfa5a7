package io.countersign.engine;

/** What became of a message that was sent to the engine. */
public enum Publication {
  /** The engine took it now. */
  PUBLISHED,
  /** The engine had taken a message with this id before and dropped this one. */
  ALREADY_PUBLISHED
}
