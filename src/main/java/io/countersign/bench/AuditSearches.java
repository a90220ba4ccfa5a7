package io.countersign.bench;

import io.countersign.audit.ActionHistory;
import io.countersign.audit.AuditPage;
import io.countersign.audit.AuditQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** Asks what auditors ask, through the product's own search, over indices of a prefix. */
final class AuditSearches implements AutoCloseable {

  private static final List<String> QUESTIONS =
      List.of(
          "agent=agent-%d",
          "businessObject=order/%d",
          "q=jacket damaged %d",
          "q=photo&verdict=rejected",
          "policy=P-%d&sort=decidedAt",
          "amountMin=%d&currency=EUR&sort=amount",
          "reviewer=person-%d&facet=type&facet=verdict",
          "control=review&facet=owner&facet=policy&facet=verdict",
          "from=2026-03-02&to=2026-03-05&order=asc");

  private final ConfigurableApplicationContext context;
  private final ActionHistory history;

  AuditSearches(String url, String prefix) {
    context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                "countersign.audit.elasticsearch-url=" + url,
                "countersign.audit.index-prefix=" + prefix)
            .run();
    history = context.getBean(ActionHistory.class);
  }

  /** One search of some kind. */
  AuditPage run() {
    RandomGenerator random = ThreadLocalRandom.current();
    String question =
        QUESTIONS.get(random.nextInt(QUESTIONS.size())).replace("%d", "" + random.nextInt(100));
    Map<String, List<String>> values = new HashMap<>();
    for (String parameter : question.split("&")) {
      int equals = parameter.indexOf('=');
      values
          .computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
          .add(parameter.substring(equals + 1));
    }
    AuditPage first = history.search(AuditQuery.of(values));
    if (first.total() == 0 && !question.contains("jacket")) {
      throw new IllegalStateException("Nothing found by " + question);
    }
    return first;
  }

  @Override
  public void close() {
    context.close();
  }

  /** Not annotated as a configuration: the application must not find it among its own. */
  @ComponentScan("io.countersign.audit")
  @ConfigurationPropertiesScan("io.countersign.audit")
  @ImportAutoConfiguration(JacksonAutoConfiguration.class)
  static class Application {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
