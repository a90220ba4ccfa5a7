package io.countersign.localstack;

import java.nio.file.Path;
import java.util.List;

/** Countersign itself, with the local profile and the keys of this data folder. */
record ApplicationPart(
    Host host, Distribution distribution, LocalStackOptions options, Ports ports) {
  static final String COUNTERSIGN = "countersign";

  PartPlan plan() {
    return new PartPlan(
        COUNTERSIGN,
        Path.of("").toAbsolutePath(),
        host.java(
            512,
            List.of(
                "-jar",
                distribution.applicationJar().toString(),
                "--spring.profiles.active=local",
                "--spring.config.additional-location=optional:file:"
                    + options.dataFolder().resolve(LocalKeys.APPLICATION_FILE),
                "--management.endpoint.health.probes.enabled=true",
                "--server.address=127.0.0.1",
                "--server.port=" + ports.application(),
                "--camunda.client.grpc-address=" + Ports.local(ports.zeebeGrpc()),
                "--camunda.client.rest-address=" + Ports.local(ports.zeebeRest()),
                "--countersign.state=" + options.dataFolder().resolve(DataFolder.STATE),
                "--countersign.audit.elasticsearch-url=" + Ports.local(ports.elasticsearch()))),
        options.applicationEnvironment(),
        List.of(ports.application()),
        Ports.local(ports.application()).resolve("/actuator/health/readiness"),
        List.of(SearchParts.ELASTICSEARCH, BrokerPart.BROKER));
  }
}
