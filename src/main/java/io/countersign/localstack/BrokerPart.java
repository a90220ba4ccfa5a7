package io.countersign.localstack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Zeebe broker with its gateway, Countersign's exporter and, for the web applications, theirs.
 */
record BrokerPart(CamundaProcess process, LocalStackOptions options, Ports ports) {
  static final String BROKER = "zeebe";

  PartPlan plan() {
    Path data = options.dataFolder().resolve(BROKER).resolve("data");
    var environment = new LinkedHashMap<String, String>();
    environment.putAll(
        Map.of(
            "SERVER_ADDRESS", "127.0.0.1",
            "SERVER_PORT", Integer.toString(ports.zeebeRest()),
            "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
            "MANAGEMENT_SERVER_PORT", Integer.toString(ports.zeebeManagement()),
            "ZEEBE_BROKER_DATA_DIRECTORY", data.toString(),
            "ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1",
            "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(ports.zeebeCommand()),
            "ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(ports.zeebeInternal()),
            "ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1",
            "ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(ports.zeebeGrpc())));
    environment.putAll(
        Map.of(
            "ZEEBE_BROKER_EXPORTERS_COUNTERSIGN_JARPATH",
                process.distribution().exporterJar().toString(),
            "ZEEBE_BROKER_EXPORTERS_COUNTERSIGN_CLASSNAME",
                "io.countersign.exporter.CountersignExporter",
            "ZEEBE_BROKER_EXPORTERS_COUNTERSIGN_ARGS_URL",
                Ports.local(ports.elasticsearch()).toString()));
    if (options.webapps()) {
      String openSearch = Ports.local(ports.openSearch()).toString();
      environment.putAll(
          Map.of(
              "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_CLASSNAME",
              "io.camunda.zeebe.exporter.opensearch.OpensearchExporter",
              "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_URL",
              openSearch,
              "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_BULK_DELAY",
              "1",
              "CAMUNDA_DATABASE_TYPE",
              "opensearch",
              "CAMUNDA_DATABASE_URL",
              openSearch));
    }
    if (options.controlledClock()) {
      environment.put("ZEEBE_CLOCK_CONTROLLED", "true");
    }
    return process.plan(
        BROKER,
        1024,
        List.of(),
        "io.camunda.application.StandaloneBroker",
        environment,
        List.of(
            ports.zeebeRest(),
            ports.zeebeGrpc(),
            ports.zeebeCommand(),
            ports.zeebeInternal(),
            ports.zeebeManagement()),
        Ports.local(ports.zeebeManagement()).resolve("/actuator/health/readiness").toString(),
        List.of());
  }
}
