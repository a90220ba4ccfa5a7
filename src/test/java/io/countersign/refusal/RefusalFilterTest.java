package io.countersign.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;

/** What is kept of a call, behind the security that guards the calls. */
@WebMvcTest(
    controllers = RefusalController.class,
    includeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = "io\\.countersign\\.web\\.SecurityProperties"),
    properties = {
      "countersign.security.keys[0].id=helper",
      "countersign.security.keys[0].kind=agent",
      "countersign.security.keys[0].scopes=propose",
      // the key "agent"
      "countersign.security.keys[0].sha256="
          + "d4f0bc5a29de06b510f9aa428f1eedba926012b591fef7a518e776a7c9bd1824",
      "countersign.security.keys[1].id=auditor",
      "countersign.security.keys[1].kind=operator",
      "countersign.security.keys[1].scopes=audit",
      // the key "admin"
      "countersign.security.keys[1].sha256="
          + "8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918",
    })
@ContextConfiguration(classes = RefusalFilterTest.Application.class)
class RefusalFilterTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String PATH = "/v1/audit/refusals";
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Autowired private MockMvc http;
  @Autowired private RefusalQueue queue;

  @BeforeEach
  void forgetEverything() {
    queue.stored(1_000);
  }

  @Test
  void keepsNothingOfACallThatWasAnswered() throws Exception {
    http.perform(get(PATH).header("Authorization", "Bearer admin")).andExpect(status().isOk());

    assertThat(queue.oldest(10)).isEmpty();
  }

  @Test
  void keepsAnUnauthenticatedCallWithoutItsCredential() throws Exception {
    http.perform(
            get(PATH + "?q=secret-1")
                .header("Authorization", "Bearer secret-2")
                .header("traceparent", TRACE))
        .andExpect(status().isUnauthorized());

    Refusal kept = only();
    assertThat(kept.at()).isEqualTo(NOON);
    assertThat(kept.method()).isEqualTo("GET");
    assertThat(kept.path()).isEqualTo(PATH);
    assertThat(kept.status()).isEqualTo(401);
    assertThat(kept.code()).isEqualTo("UNAUTHENTICATED");
    assertThat(kept.caller()).isNull();
    assertThat(kept.remoteAddress()).isEqualTo("127.0.0.1");
    assertThat(kept.traceparent()).isEqualTo(TRACE);
    assertThat(kept.toString()).doesNotContain("secret");
  }

  @Test
  void saysWhoLackedTheScope() throws Exception {
    http.perform(get(PATH).header("Authorization", "Bearer agent"))
        .andExpect(status().isForbidden());

    assertThat(only())
        .extracting(Refusal::code, Refusal::caller, Refusal::callerKind)
        .containsExactly("FORBIDDEN", "helper", "agent");
  }

  @Test
  void saysWhichFieldWasWrong() throws Exception {
    http.perform(get(PATH + "?limit=0").header("Authorization", "Bearer admin"))
        .andExpect(status().isBadRequest());

    assertThat(only())
        .extracting(Refusal::code, Refusal::field, Refusal::caller)
        .containsExactly("INVALID_FIELD", "limit", "auditor");
  }

  @Test
  void masksWhatNothingAnswersTo() throws Exception {
    http.perform(
            get("/v1/Zx81secret/actions")
                .header("Authorization", "Bearer admin")
                .header("traceparent", "secret"))
        .andExpect(status().isNotFound());

    assertThat(only())
        .extracting(Refusal::path, Refusal::code, Refusal::traceparent)
        .containsExactly("/v1/*/actions", "NOT_FOUND", null);
  }

  @Test
  void masksAMethodThatIsNone() throws Exception {
    http.perform(request(HttpMethod.valueOf("secret-3"), PATH));

    assertThat(only().method()).isEqualTo("*");
  }

  private Refusal only() {
    List<Refusal> kept = queue.oldest(10);
    assertThat(kept).hasSize(1);
    return kept.getFirst();
  }

  @Configuration(proxyBeanMethods = false)
  @ConfigurationPropertiesScan(basePackages = "io.countersign.web")
  @ComponentScan(basePackages = "io.countersign.web")
  @Import({RefusalController.class, RefusalFilter.class, ProblemNote.class})
  static class Application {

    @Bean
    RefusalQueue refusalQueue() {
      return new RefusalQueue(new SimpleMeterRegistry(), 100);
    }

    @Bean
    RefusalStore refusalStore() {
      return new RefusalStore() {
        @Override
        public void keep(List<Refusal> refusals) throws IOException {
          throw new IOException("Nothing is stored here");
        }

        @Override
        public Page search(RefusalQuery query) {
          return new Page(List.of(), null);
        }
      };
    }

    @Bean
    @org.springframework.context.annotation.Primary
    Clock noon() {
      return Clock.fixed(NOON, ZoneOffset.UTC);
    }
  }
}
