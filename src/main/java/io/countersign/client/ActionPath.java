package io.countersign.client;

/** The address of one action below the desk's. */
final class ActionPath {

  private ActionPath() {}

  /**
   * @throws NotPermittedException if this is no action id, which could lead elsewhere
   */
  static String of(Object actionId) {
    if (actionId instanceof String id && id.matches("act_[0-9a-f]{32}")) {
      return "/v1/actions/" + id;
    }
    throw new NotPermittedException("UNREADABLE_ANSWER", "There is no action id.");
  }
}
