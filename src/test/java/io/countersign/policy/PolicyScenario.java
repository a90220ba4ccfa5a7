package io.countersign.policy;

import io.countersign.halt.HaltScenario;
import io.countersign.halt.Halts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The policy check of the application over the rules of this repository, at a fixed time. */
public final class PolicyScenario {

  private PolicyScenario() {}

  /** The worker as the application wires it, with an empty history. */
  public static CheckPolicyWorker workerOnTuesdayNoon() {
    return worker((from, upTo) -> List.of());
  }

  static CheckPolicyWorker worker(PastActions past) {
    return worker(past, HaltScenario.none());
  }

  static CheckPolicyWorker worker(PastActions past, Halts halts) {
    Clock clock = Clock.fixed(ActionScenario.TUESDAY_NOON, ZoneOffset.UTC);
    PolicyProperties properties = properties(Path.of("rules"));
    return new CheckPolicyWorker(
        new Policy(
            new RuleBooks(properties),
            new RecentActions(past, properties, clock),
            halts,
            properties,
            clock));
  }

  static PolicyProperties properties(Path folder) {
    return new PolicyProperties(folder, Duration.ofHours(1), ZoneId.of("Europe/Berlin"), 1000);
  }
}
