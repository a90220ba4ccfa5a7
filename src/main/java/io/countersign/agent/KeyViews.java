package io.countersign.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What administrators see of agents and keys. */
final class KeyViews {

  private KeyViews() {}

  /**
   * An agent of the inventory.
   *
   * @param owner the person who answers for it
   * @param activeKeys how many of its keys open anything now
   */
  record AgentView(String id, String name, String owner, long activeKeys) {}

  /**
   * A key, without its secret.
   *
   * @param prefix how the key begins, to find it in a configuration
   * @param state {@code active}, {@code expired} or {@code revoked}
   * @param lastUsedAt to the minute; absent if it was never used
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeyView(
      String id,
      String prefix,
      String holder,
      Set<String> scopes,
      String state,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt,
      @Nullable String revokedBy) {}

  /**
   * A key that was just made.
   *
   * @param key the key itself; it is never shown again
   */
  record NewKey(String key, KeyView about) {

    @Override
    public String toString() {
      return about.toString();
    }
  }

  /** All keys of a holder, or of all operators. */
  record Keys(List<KeyView> items) {}
}
