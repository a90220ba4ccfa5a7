package io.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** A real web server that is about to open its port. */
class DemoPeopleGuardTest {

  private static final String ANNA = "--countersign.security.people[0].id=anna";

  @ConfigurationPropertiesScan("io.countersign.web")
  @Import({
    ServletWebServerFactoryAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class
  })
  static class Server {

    @Bean
    DemoPeopleGuard guard(SecurityProperties properties, Environment environment) {
      return new DemoPeopleGuard(properties, environment);
    }
  }

  @Test
  void opensForDemoPeopleOnLoopbackWithTheLocalProfile() {
    assertThatCode(
            () ->
                start(ANNA, "--spring.profiles.active=local", "--server.address=127.0.0.1").close())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--server.address=0.0.0.0", "--server.address=::"})
  void refusesDemoPeopleWhereOthersCanReachThem(String address) {
    assertThatThrownBy(() -> start(ANNA, "--spring.profiles.active=local", address))
        .hasRootCauseInstanceOf(DemoPeopleException.class)
        .rootCause()
        .hasMessageContaining("others can reach it");
  }

  @Test
  void refusesDemoPeopleWithoutTheLocalProfile() {
    assertThatThrownBy(
            () -> start(ANNA, "--spring.profiles.active=production", "--server.address=127.0.0.1"))
        .hasRootCauseInstanceOf(DemoPeopleException.class)
        .rootCause()
        .hasMessageContaining("profile local is not active");
  }

  @Test
  void opensAnywhereWithoutDemoPeople() {
    assertThatCode(() -> start("--server.address=0.0.0.0").close()).doesNotThrowAnyException();
  }

  @Test
  void saysWhatToDo() {
    var analysis =
        new DemoPeopleAnalyzer()
            .analyze(
                new IllegalStateException(
                    new DemoPeopleException("the profile local is not active")));

    assertThat(analysis.getDescription())
        .isEqualTo(
            "People with passwords are for one machine only, but the profile local is not active.");
    assertThat(analysis.getAction()).contains("countersign.security.issuers");
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    var all = new java.util.ArrayList<>(List.of(arguments));
    all.removeIf(String::isEmpty);
    all.addAll(
        List.of(
            "--server.port=0",
            "--spring.config.name=none",
            "--countersign.security.people[0].password={noop}anna-demo",
            "--countersign.security.people[0].scopes=review"));
    if (!all.contains(ANNA)) {
      all.removeIf(it -> it.contains("people[0]"));
    }
    assertThat(Set.copyOf(all)).hasSameSizeAs(all);
    return new SpringApplicationBuilder(Server.class)
        .logStartupInfo(false)
        .run(all.toArray(String[]::new));
  }
}
