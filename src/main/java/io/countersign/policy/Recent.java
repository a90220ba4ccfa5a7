package io.countersign.policy;

import java.math.BigDecimal;
import java.util.List;

/**
 * What is known of the past when a proposal is judged.
 *
 * @param onSameObject earlier actions of the same type on the same business object, oldest first
 * @param spending what the agent proposed to spend
 * @param ledger whether the memory behind it is whole
 */
public record Recent(List<RecentAction> onSameObject, AgentSpending spending, Ledger ledger) {

  /** Nothing happened before. */
  static final Recent NOTHING =
      new Recent(List.of(), new AgentSpending(BigDecimal.ZERO), new Ledger(true));

  public Recent {
    onSameObject = List.copyOf(onSameObject);
  }
}
