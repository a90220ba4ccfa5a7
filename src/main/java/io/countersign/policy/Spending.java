package io.countersign.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each agent spent on its own or has open in the last hour, by currency. Sums of seconds are
 * kept, not single actions, so that a busy agent costs no more to judge than a quiet one.
 */
class Spending {

  static final Duration WINDOW = Duration.ofHours(1);

  private final Map<Purse, TreeMap<Long, BigDecimal>> purses = new HashMap<>();

  void add(RecentAction action) {
    if (action.amount() != null && isCurrency(action.currency())) {
      purses
          .computeIfAbsent(new Purse(action.agent(), action.currency()), purse -> new TreeMap<>())
          .merge(action.proposedAt().getEpochSecond(), action.amount(), BigDecimal::add);
    }
  }

  /** Takes an action out again: people decided it, or it was refused. */
  void remove(RecentAction action) {
    if (action.amount() != null && isCurrency(action.currency())) {
      purses
          .getOrDefault(new Purse(action.agent(), action.currency()), new TreeMap<>())
          .computeIfPresent(
              action.proposedAt().getEpochSecond(),
              (second, sum) -> {
                BigDecimal left = sum.subtract(action.amount());
                return left.signum() > 0 ? left : null;
              });
    }
  }

  BigDecimal lastHour(Proposal proposal, Instant now) {
    if (proposal.currency() == null) {
      return BigDecimal.ZERO;
    }
    Purse purse = new Purse(proposal.agent(), proposal.currency());
    TreeMap<Long, BigDecimal> seconds = purses.getOrDefault(purse, new TreeMap<>());
    seconds.headMap(now.minus(WINDOW).getEpochSecond()).clear();
    return seconds.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What one action contributes to the last hour of the purse that the proposal spends from. */
  BigDecimal counted(RecentAction action, Proposal proposal, Instant now) {
    return action.amount() != null
            && isCurrency(action.currency())
            && action.currency().equals(proposal.currency())
            && !action.proposedAt().isBefore(now.minus(WINDOW))
        ? action.amount()
        : BigDecimal.ZERO;
  }

  /** Agents choose this text: without a shape they could fill the memory with it. */
  private static boolean isCurrency(@Nullable String currency) {
    return currency != null && currency.matches("[A-Z]{3}");
  }

  private record Purse(String agent, String currency) {}
}
