package io.countersign.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The two search servers: Elasticsearch for Countersign, OpenSearch for Tasklist and Operate. */
record SearchParts(Host host, Distribution distribution, Path dataFolder, Ports ports) {
  static final String ELASTICSEARCH = "elasticsearch";
  static final String OPENSEARCH = "opensearch";

  PartPlan elasticsearch() {
    Path folder = dataFolder.resolve(ELASTICSEARCH);
    Path configuration = folder.resolve("config");
    ConfigurationFile.write(
        configuration.resolve("elasticsearch.yml"),
        """
        cluster.name: countersign-local
        node.name: countersign-local
        discovery.type: single-node
        path.data: %s
        path.logs: %s
        http.host: 127.0.0.1
        http.port: %d
        transport.host: 127.0.0.1
        transport.port: %d
        xpack.security.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        """
            .formatted(
                folder.resolve("data"),
                folder.resolve("logs"),
                ports.elasticsearch(),
                ports.elasticsearchTransport()));
    ConfigurationFile.write(
        configuration.resolve("jvm.options"),
        """
        -Xms512m
        -Xmx512m
        -XX:+UseSerialGC
        -XX:+ExitOnOutOfMemoryError
        -Djava.io.tmpdir=${ES_TMPDIR}
        20-:--add-modules=jdk.incubator.vector
        """);
    ConfigurationFile.copy(
        "elasticsearch-log4j2.properties", configuration.resolve("log4j2.properties"));
    DataFolder.create(folder.resolve("tmp"));
    return new PartPlan(
        ELASTICSEARCH,
        folder,
        host.unprivileged(
            "Elasticsearch",
            List.of(distribution.elasticsearch().resolve("bin/elasticsearch").toString())),
        Map.of(
            "ES_JAVA_HOME", host.javaHome().toString(),
            "ES_PATH_CONF", configuration.toString(),
            "ES_TMPDIR", folder.resolve("tmp").toString()),
        List.of(ports.elasticsearch(), ports.elasticsearchTransport()),
        Ports.local(ports.elasticsearch())
            .resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"),
        List.of());
  }

  /** Where OpenSearch keeps its indices; not there before its first start. */
  static Path openSearchData(Path dataFolder) {
    return dataFolder.resolve(OPENSEARCH).resolve("node_1/data");
  }

  PartPlan openSearch() {
    Path folder = dataFolder.resolve(OPENSEARCH);
    // The runner takes the first free transport port, which may be Elasticsearch's: name one.
    ConfigurationFile.write(
        folder.resolve("node_1/config/opensearch.yml"),
        """
        transport.port: %d
        cluster.routing.allocation.disk.threshold_enabled: false
        """
            .formatted(ports.openSearchTransport()));
    return new PartPlan(
        OPENSEARCH,
        folder,
        host.java(
            512,
            List.of(
                "-cp",
                distribution.openSearch().resolve("lib") + "/*",
                "org.codelibs.opensearch.runner.OpenSearchRunner",
                "-basePath",
                folder.toString(),
                "-numOfNode",
                "1",
                "-baseHttpPort",
                Integer.toString(ports.openSearch() - 1))),
        Map.of(),
        List.of(ports.openSearch(), ports.openSearchTransport()),
        Ports.local(ports.openSearch())
            .resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"),
        List.of());
  }
}
