package io.countersign.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The broker and the two web applications, each in its own process. */
record CamundaParts(Host host, Distribution distribution, LocalStackOptions options, Ports ports) {
  static final String BROKER = "zeebe";
  static final String TASKLIST = "tasklist";
  static final String OPERATE = "operate";

  PartPlan broker() {
    Path folder = options.dataFolder().resolve(BROKER);
    var environment = new LinkedHashMap<String, String>();
    environment.putAll(
        Map.of(
            "SERVER_ADDRESS", "127.0.0.1",
            "SERVER_PORT", Integer.toString(ports.zeebeRest()),
            "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
            "MANAGEMENT_SERVER_PORT", Integer.toString(ports.zeebeManagement()),
            "ZEEBE_BROKER_DATA_DIRECTORY", folder.resolve("data").toString(),
            "ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1",
            "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(ports.zeebeCommand()),
            "ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(ports.zeebeInternal()),
            "ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1",
            "ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(ports.zeebeGrpc())));
    environment.putAll(
        Map.of(
            "ZEEBE_BROKER_EXPORTERS_COUNTERSIGN_JARPATH", distribution.exporterJar().toString(),
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
    return plan(
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

  PartPlan tasklist() {
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
    return plan(
        name,
        384,
        List.of("-XX:TieredStopAtLevel=1"),
        mainClass,
        environment,
        List.of(port, managementPort),
        Ports.local(managementPort).resolve("/actuator/health/readiness").toString(),
        List.of(SearchParts.OPENSEARCH));
  }

  private PartPlan plan(
      String name,
      int heapMegabytes,
      List<String> jvmOptions,
      String mainClass,
      Map<String, String> environment,
      List<Integer> portsUsed,
      String ready,
      List<String> after) {
    Path folder = options.dataFolder().resolve(name);
    Path logging = folder.resolve("log4j2.xml");
    ConfigurationFile.copy("camunda-log4j2.xml", logging);
    var arguments = new ArrayList<String>(jvmOptions);
    arguments.addAll(
        List.of(
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Dlog4j.configurationFile=" + logging,
            "-Dbasedir=" + folder,
            "-cp",
            distribution.camunda().resolve("config")
                + ":"
                + distribution.camunda().resolve("lib")
                + "/*",
            mainClass));
    return new PartPlan(
        name,
        folder,
        host.java(heapMegabytes, arguments),
        environment,
        portsUsed,
        URI.create(ready),
        after);
  }
}
