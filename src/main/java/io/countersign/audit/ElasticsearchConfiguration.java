package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.history.HistoryIndex;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection to Elasticsearch; a dead one answers fast. */
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

  private static final int CONNECT_MILLIS = 1000;

  @Bean(destroyMethod = "close")
  RestClient elasticsearchRestClient(AuditProperties properties) {
    return RestClient.builder(HttpHost.create(properties.elasticsearchUrl().toString()))
        .setRequestConfigCallback(
            it ->
                it.setConnectTimeout(CONNECT_MILLIS)
                    .setConnectionRequestTimeout(CONNECT_MILLIS * 5)
                    .setSocketTimeout((int) properties.timeout().toMillis()))
        .setHttpClientConfigCallback(it -> it.setMaxConnPerRoute(64).setMaxConnTotal(64))
        .setDefaultHeaders(headers(properties))
        .build();
  }

  /** The names of the indices, for all who read or write them. */
  @Bean
  HistoryIndex historyIndex(AuditProperties properties) {
    return new HistoryIndex(properties.indexPrefix());
  }

  @Bean
  ElasticsearchClient elasticsearchClient(RestClient restClient, ObjectMapper objectMapper) {
    ObjectMapper lenient =
        objectMapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    return new ElasticsearchClient(
        new RestClientTransport(restClient, new JacksonJsonpMapper(lenient)));
  }

  private static Header[] headers(AuditProperties properties) {
    if (properties.username() == null) {
      return new Header[0];
    }
    String login = properties.username() + ":" + properties.password();
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return new Header[] {new BasicHeader("Authorization", "Basic " + encoded)};
  }
}
