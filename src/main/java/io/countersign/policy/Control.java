package io.countersign.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What policy says of an action, from the loosest to the strictest. */
public enum Control {
  /** It may run on its own. */
  AUTONOMOUS,
  /** People decide. */
  REVIEW,
  /** It is refused. */
  BLOCKED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
