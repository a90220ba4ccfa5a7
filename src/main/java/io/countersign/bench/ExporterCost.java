package io.countersign.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What our exporter costs the broker: the same load with it and without it, in turn. */
final class ExporterCost {

  private static final int ROUNDS = 5;
  private static final int AT_ONCE = 16;

  private final ExporterSwitch exporter;

  ExporterCost(ExporterSwitch exporter) {
    this.exporter = exporter;
  }

  /**
   * The throughput without the exporter that is lost with it, 0 to 1. The first round warms up; the
   * others begin with it and without it in turn, because the machine is not the same all the time.
   *
   * @param calls of each round
   */
  double of(int calls, Callable<?> call) throws IOException, InterruptedException {
    List<Load> with = new ArrayList<>();
    List<Load> without = new ArrayList<>();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 2 == 0) {
          without.add(measured(false, calls, call));
          with.add(measured(true, calls, call));
        } else {
          with.add(measured(true, calls, call));
          without.add(measured(false, calls, call));
        }
        System.out.printf(
            "  without the exporter: %s%n  with it:              %s%n",
            without.getLast(), with.getLast());
      }
    } finally {
      exporter.on();
    }
    return 1 - perSecond(with) / perSecond(without);
  }

  private Load measured(boolean with, int calls, Callable<?> call)
      throws IOException, InterruptedException {
    if (with) {
      exporter.on();
    } else {
      exporter.off();
    }
    Load.of(calls / 10, AT_ONCE, call);
    return Load.of(calls, AT_ONCE, call);
  }

  private static double perSecond(List<Load> rounds) {
    return rounds.stream().skip(1).mapToDouble(Load::perSecond).average().orElseThrow();
  }
}
