package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * An index that the application itself writes, unlike the history, which only the exporter does.
 *
 * @param owner the class beside whose package the mapping lies
 * @param mapping the name of the mapping's file
 */
public record ElasticsearchOwnIndex(String name, Class<?> owner, String mapping) {

  /** Creates it unless it is there; an older one learns the fields that are new. */
  public void create(ElasticsearchClient client) throws IOException {
    try (InputStream wanted = stream()) {
      client
          .indices()
          .create(
              it ->
                  it.index(name)
                      .settings(s -> s.numberOfShards("1").autoExpandReplicas("0-1"))
                      .mappings(m -> m.withJson(wanted)));
    } catch (ElasticsearchException refused) {
      if (!"resource_already_exists_exception".equals(refused.error().type())) {
        throw refused;
      }
      try (InputStream wanted = stream()) {
        client.indices().putMapping(it -> it.index(name).withJson(wanted).index(name));
      }
    }
  }

  private InputStream stream() {
    InputStream found = owner.getResourceAsStream(mapping);
    if (found == null) {
      throw new UncheckedIOException(new IOException("No mapping " + mapping));
    }
    return found;
  }
}
