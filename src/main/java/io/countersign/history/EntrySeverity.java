package io.countersign.history;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much attention an entry deserves. */
public enum EntrySeverity {
  /** The normal course. */
  INFO,
  /** Something failed or was refused and is being handled. */
  WARNING,
  /** A person outside the review changed a running action. */
  ALARM;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
