package io.countersign.callback;

import io.countersign.web.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * The exported history of deliveries.
 *
 * <p>Every method throws {@link RefusedException} {@code HISTORY_UNAVAILABLE} when the history
 * cannot be read.
 */
interface DeliveryHistory {

  /** Those that fit, the latest news first. */
  List<Delivery> search(DeliveryQuery query);

  Optional<Delivery> find(String id);
}
