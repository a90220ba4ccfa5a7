package io.countersign.refusal;

import io.micrometer.core.instrument.MeterRegistry;

/** Lets tests of other packages see the meters of this one. */
public final class RefusalMeters {

  private RefusalMeters() {}

  public static void register(MeterRegistry registry) {
    new RefusalQueue(registry);
  }
}
