package io.countersign.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, by a credential that was checked.
 *
 * @param id the agent's, person's or operator's id
 * @param kind what it is
 * @param scopes what it may do
 * @param actsFor on whose behalf, if the credential proves it
 */
public record Caller(String id, Kind kind, Set<String> scopes, @Nullable ActsFor actsFor) {

  /** The request attribute that holds who calls, also after the call is answered. */
  public static final String ATTRIBUTE = "io.countersign.caller";

  /** The three sorts of callers. */
  public enum Kind {
    AGENT,
    PERSON,
    OPERATOR
  }

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** A caller that acts for nobody else, as far as is known. */
  public Caller(String id, Kind kind, Set<String> scopes) {
    this(id, kind, scopes, null);
  }

  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}
