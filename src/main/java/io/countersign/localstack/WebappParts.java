package io.countersign.localstack;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tasklist and Operate, which read what the broker exports to OpenSearch. */
record WebappParts(CamundaProcess process, Ports ports) {
  static final String TASKLIST = "tasklist";
  static final String OPERATE = "operate";

  PartPlan tasklist() {
    // An index that is there already keeps its shape, and Tasklist refuses another one beside it.
    if (!Files.exists(SearchParts.openSearchData(process.dataFolder()))) {
      TasklistSchema.mend(
          process.distribution().camundaLibraries(), process.dataFolder().resolve(TASKLIST));
    }
    return webapp(
        TASKLIST,
        "io.camunda.application.StandaloneTasklist",
        ports.tasklist(),
        ports.tasklistManagement());
  }

  PartPlan operate() {
    return webapp(
        OPERATE,
        "io.camunda.application.StandaloneOperate",
        ports.operate(),
        ports.operateManagement());
  }

  private PartPlan webapp(String name, String mainClass, int port, int managementPort) {
    String prefix = "CAMUNDA_" + name.toUpperCase(Locale.ROOT) + "_";
    String openSearch = Ports.local(ports.openSearch()).toString();
    var environment = new LinkedHashMap<String, String>();
    environment.putAll(
        Map.of(
            "SERVER_ADDRESS",
            "127.0.0.1",
            "SERVER_PORT",
            Integer.toString(port),
            "MANAGEMENT_SERVER_ADDRESS",
            "127.0.0.1",
            "MANAGEMENT_SERVER_PORT",
            Integer.toString(managementPort)));
    environment.putAll(
        Map.of(
            prefix + "DATABASE",
            "opensearch",
            prefix + "OPENSEARCH_URL",
            openSearch,
            prefix + "ZEEBEOPENSEARCH_URL",
            openSearch,
            prefix + "ZEEBE_GATEWAYADDRESS",
            "127.0.0.1:" + ports.zeebeGrpc(),
            prefix + "ZEEBE_RESTADDRESS",
            Ports.local(ports.zeebeRest()).toString(),
            prefix + "CSRFPREVENTIONENABLED",
            "false",
            // The archiver asks for index-state management, which this OpenSearch does not have.
            prefix + "ARCHIVERENABLED",
            "false"));
    // A quiet importer looks for new records every five seconds by default: too slow to watch.
    environment.put(prefix + "IMPORTER_READERBACKOFF", "500");
    environment.put(prefix + "IMPORTER_SCHEDULERBACKOFF", "500");
    return process.plan(
        name,
        384,
        List.of("-XX:TieredStopAtLevel=1"),
        mainClass,
        environment,
        List.of(port, managementPort),
        Ports.local(managementPort).resolve("/actuator/health/readiness").toString(),
        List.of(SearchParts.OPENSEARCH));
  }
}
