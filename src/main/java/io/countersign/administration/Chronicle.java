package io.countersign.administration;

import io.countersign.web.RefusedException;

/** Takes note of acts, for good and in order. */
interface Chronicle {

  /**
   * Takes note of an act; of one that it has, it does not take note again.
   *
   * @throws RefusedException {@code ENGINE_UNAVAILABLE} if it may not have taken note
   */
  void tell(Act act);
}
