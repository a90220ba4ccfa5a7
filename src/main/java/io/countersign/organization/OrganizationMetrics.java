package io.countersign.organization;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Lets operators watch whether the newest organization is in force: zero problems mean it is. */
@Component
class OrganizationMetrics implements MeterBinder {

  private final OrganizationInForce organization;

  OrganizationMetrics(OrganizationInForce organization) {
    this.organization = organization;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(
            "countersign.organization.problems", organization, it -> it.state().problems().size())
        .description("Why the newest organization is not in force; 0 when it is")
        .register(registry);
  }
}
