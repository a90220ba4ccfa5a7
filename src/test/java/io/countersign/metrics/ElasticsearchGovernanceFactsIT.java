package io.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.StoredHistory;
import io.countersign.localstack.RunningStack;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The week that was computed by hand, once more from the real Elasticsearch. */
@ExtendWith(RunningStack.Provider.class)
class ElasticsearchGovernanceFactsIT {

  private final StoredHistory stored;
  private final GovernanceFacts facts;

  ElasticsearchGovernanceFactsIT(RunningStack stack) {
    stored = new StoredHistory(stack);
    facts = new ElasticsearchGovernanceFacts(stored.client(), stored.index());
  }

  @AfterEach
  void deleteIndices() {
    stored.close();
  }

  @Test
  void readsTheWholeWeekAndNothingElse() {
    stored.putAll(GovernedWeek.actions());
    stored.putAll(GovernedWeek.entries());
    stored.put(
        StoredHistory.action("before", GovernedWeek.MONDAY.minusMillis(1)),
        StoredHistory.action("after", GovernedWeek.NEXT_MONDAY));

    var found = facts.proposedIn(GovernedWeek.MONDAY, GovernedWeek.NEXT_MONDAY);
    var week = GovernedWeek.metrics(found.actions(), found.entries(), "", GovernedWeek::noGroup);

    assertThat(week.all())
        .isEqualTo(
            new Figures(
                8,
                1,
                new Spread(3, 1_200.0, 3_600.0),
                new Share(1, 4),
                new Share(2, 5),
                new Share(1, 4),
                new Share(1, 8),
                new Share(2, 8),
                new Share(1, 2),
                new Share(4, 6),
                new Share(3, 6),
                new Spread(4, 3.0, 40.0),
                new Share(2, 4)));
    assertThat(week.haltToStop()).isEqualTo(new Spread(2, 2.0, 9.0));
    assertThat(week.uncountedVotes()).hasSize(1);
  }

  @Test
  void findsNothingInAnEmptyPeriod() {
    var found = facts.proposedIn(GovernedWeek.MONDAY, GovernedWeek.MONDAY.plus(Duration.ofDays(1)));

    assertThat(found.actions()).isEmpty();
    assertThat(found.entries()).isEmpty();
  }
}
