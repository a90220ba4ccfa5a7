package io.countersign.policy;

import io.countersign.action.ActionDecided;
import io.countersign.action.Verdict;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The ledger of what was proposed in the last 24 hours. Looking up and writing down is one step, so
 * of two checks at once the second always sees the first. An action is written down once, however
 * often its job comes, and is never a repeat of itself.
 */
@Component
class RecentActions {

  /** How long an action is remembered. */
  static final Duration MEMORY = Duration.ofHours(24);

  /** More repeats than this say nothing new, but would make each further one dearer to judge. */
  private static final int KEPT_PER_OBJECT = 100;

  private final PastActions past;
  private final Clock clock;
  private final int limit;

  private final Map<String, RecentAction> byId = new LinkedHashMap<>();
  private final Map<ObjectKey, Deque<RecentAction>> byObject = new HashMap<>();
  private final Spending spending = new Spending();
  private boolean loaded;
  private Instant completeSince = Instant.MIN;

  RecentActions(PastActions past, PolicyProperties properties, Clock clock) {
    this.past = past;
    this.clock = clock;
    this.limit = properties.recentActions();
  }

  /** What the rules may know of the past when they judge this proposal; notes the proposal. */
  synchronized Recent note(Proposal proposal) {
    Instant now = clock.instant();
    loadOnce(now, proposal.actionId());
    forgetBefore(now.minus(MEMORY));
    remember(proposal.proposedAt(now));
    return recent(byId.get(proposal.actionId()), spending.lastHour(proposal, now), now);
  }

  /**
   * What the rules may know of the past if this proposal came now. One that is noted already is
   * looked at with the facts it has here, in place of those it was noted with.
   */
  synchronized Recent look(Proposal proposal) {
    Instant now = clock.instant();
    loadOnce(now, proposal.actionId());
    forgetBefore(now.minus(MEMORY));
    RecentAction noted = byId.get(proposal.actionId());
    RecentAction action = proposal.proposedAt(now);
    return recent(
        action,
        spending
            .lastHour(proposal, now)
            .subtract(noted == null ? BigDecimal.ZERO : spending.counted(noted, proposal, now))
            .add(spending.counted(action, proposal, now))
            .max(BigDecimal.ZERO),
        now);
  }

  private Recent recent(RecentAction action, BigDecimal spent, Instant now) {
    return new Recent(
        onSameObject(action),
        new AgentSpending(spent),
        new Ledger(completeSince.isBefore(now.minus(MEMORY))));
  }

  /**
   * Takes note of a decision: what people decided or policy refused no longer counts as spending
   * without people, and what was rejected is no repeat when it is proposed again.
   */
  synchronized void settle(ActionDecided decided) {
    RecentAction action = byId.get(decided.actionId());
    if (action == null || decided.control().equals("autonomous")) {
      return;
    }
    spending.remove(action);
    if (decided.verdict() != Verdict.APPROVED) {
      forgetObject(action);
    }
  }

  private void loadOnce(Instant now, String upTo) {
    if (loaded) {
      return;
    }
    past.since(now.minus(MEMORY), upTo).stream()
        .sorted(Comparator.comparing(RecentAction::proposedAt))
        .forEach(this::remember);
    loaded = true;
  }

  private void remember(RecentAction action) {
    if (byId.putIfAbsent(action.actionId(), action) != null) {
      return;
    }
    Deque<RecentAction> sameObject =
        byObject.computeIfAbsent(ObjectKey.of(action), key -> new ArrayDeque<>());
    sameObject.add(action);
    if (sameObject.size() > KEPT_PER_OBJECT) {
      sameObject.removeFirst();
    }
    spending.add(action);
    if (byId.size() > limit) {
      completeSince = forgetOldest().proposedAt();
    }
  }

  private void forgetBefore(Instant time) {
    while (!byId.isEmpty() && byId.values().iterator().next().proposedAt().isBefore(time)) {
      forgetOldest();
    }
  }

  private RecentAction forgetOldest() {
    var oldest = byId.values().iterator();
    RecentAction action = oldest.next();
    oldest.remove();
    forgetObject(action);
    return action;
  }

  private void forgetObject(RecentAction action) {
    byObject.computeIfPresent(
        ObjectKey.of(action),
        (key, actions) -> {
          actions.remove(action);
          return actions.isEmpty() ? null : actions;
        });
  }

  /** Only earlier ones: when a job comes again, what followed it does not count against it. */
  private List<RecentAction> onSameObject(RecentAction action) {
    return byObject.getOrDefault(ObjectKey.of(action), new ArrayDeque<>()).stream()
        .takeWhile(earlier -> !earlier.actionId().equals(action.actionId()))
        .toList();
  }

  private record ObjectKey(String actionType, String objectType, String objectId) {
    static ObjectKey of(RecentAction action) {
      return new ObjectKey(action.type(), action.businessObjectType(), action.businessObjectId());
    }
  }
}
