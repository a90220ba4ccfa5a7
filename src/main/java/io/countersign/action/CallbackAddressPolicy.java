package io.countersign.action;

import io.countersign.web.RefusedException;
import org.jspecify.annotations.Nullable;

/** Says where an agent's callbacks may go. */
public interface CallbackAddressPolicy {

  /**
   * Chooses where the callbacks of a proposal go.
   *
   * @param endpoint the registered endpoint that the proposal names
   * @param url the free address that it names
   * @return the endpoint; null if they go to the free address, or nowhere
   * @throws RefusedException which names the field, if callbacks may not go there
   */
  @Nullable String endpoint(String agentId, @Nullable String endpoint, @Nullable String url);
}
