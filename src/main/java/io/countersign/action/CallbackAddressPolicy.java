package io.countersign.action;

import io.countersign.web.RefusedException;

/** Says where callbacks may go. */
public interface CallbackAddressPolicy {

  /**
   * Checks that the agent's callbacks can be signed and may go there.
   *
   * @throws RefusedException {@code CALLBACK_ADDRESS_REFUSED} if callbacks may not go there
   */
  void check(String agentId, String url);
}
