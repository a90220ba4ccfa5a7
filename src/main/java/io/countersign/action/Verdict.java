package io.countersign.action;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an action was decided. */
public enum Verdict {
  APPROVED,
  REJECTED,
  TIMED_OUT,
  WITHDRAWN,
  HALTED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
