package io.countersign.audit;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the history is, below {@code countersign.audit}.
 *
 * @param elasticsearchUrl of the cluster the exporter writes to
 * @param indexPrefix the exporter's {@code indexPrefix}
 * @param username for Elasticsearch; none by default
 * @param password for Elasticsearch; none by default
 * @param timeout how long one read may take
 */
@ConfigurationProperties("countersign.audit")
record AuditProperties(
    @DefaultValue("http://localhost:9200") URI elasticsearchUrl,
    @DefaultValue("countersign") String indexPrefix,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("10s") Duration timeout) {}
