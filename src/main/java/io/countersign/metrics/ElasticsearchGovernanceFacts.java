package io.countersign.metrics;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.DateRangeQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.audit.ElasticsearchScan;
import io.countersign.history.HistoryIndex;
import io.countersign.web.QueryParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the facts from Elasticsearch, of which only numbers and names are kept in memory. */
@Component
class ElasticsearchGovernanceFacts implements GovernanceFacts {

  /** Exact percentiles need all values; more than these would take too long and too much memory. */
  static final int MOST_ACTIONS = 200_000;

  private static final int PAGE = 1_000;
  private final ElasticsearchClient client;
  private final HistoryIndex index;

  ElasticsearchGovernanceFacts(ElasticsearchClient client, HistoryIndex index) {
    this.client = client;
    this.index = index;
  }

  @Override
  public Facts proposedIn(Instant from, Instant to) {
    List<ActionFact> actions = new ArrayList<>();
    List<EntryFact> entries = new ArrayList<>();
    try {
      new ElasticsearchScan(
              index.actions(),
              between("proposedAt", from, to),
              List.of("proposedAt", "actionId"),
              ActionFactReader.FIELDS,
              PAGE)
          .run(
              client,
              page -> {
                List<ActionFact> some =
                    page.stream().map(it -> ActionFactReader.read(it.source())).toList();
                actions.addAll(some);
                if (actions.size() > MOST_ACTIONS) {
                  throw tooMany();
                }
                entriesOf(some, entries);
              });
      read(List.of(oneOf("kind", EntryFactReader.OF_HALTS), between("at", from, null)), entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Facts(List.copyOf(actions), List.copyOf(entries));
  }

  private void entriesOf(List<ActionFact> actions, List<EntryFact> into) throws IOException {
    List<String> reviewed =
        actions.stream().filter(ActionFact::reviewed).map(ActionFact::actionId).toList();
    if (!reviewed.isEmpty()) {
      read(List.of(oneOf("actionId", reviewed), oneOf("kind", EntryFactReader.OF_ACTIONS)), into);
    }
  }

  private void read(List<Query> filters, List<EntryFact> into) throws IOException {
    new ElasticsearchScan(
            index.entries(),
            Query.of(q -> q.bool(b -> b.filter(filters))),
            List.of("at", "partition", "position"),
            EntryFactReader.FIELDS,
            PAGE)
        .run(
            client,
            page ->
                page.stream()
                    .map(Hit<ObjectNode>::source)
                    .flatMap(it -> EntryFactReader.read(it).stream())
                    .forEach(into::add));
  }

  private static Query between(String field, Instant from, @Nullable Instant to) {
    var range = new DateRangeQuery.Builder().field(field).gte(from.toString());
    if (to != null) {
      range.lt(to.toString());
    }
    return Query.of(q -> q.range(r -> r.date(range.build())));
  }

  private static Query oneOf(String field, List<String> values) {
    List<FieldValue> words = values.stream().map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(words))));
  }

  private static RuntimeException tooMany() {
    return QueryParameters.invalid(
        "from", "More than %,d actions: ask for a shorter period.".formatted(MOST_ACTIONS));
  }
}
